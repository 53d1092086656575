package webhook

import (
	"io"
	"net/http"
	"strings"
)

const maxChallenge = 512

// other answers what is not a POST: ZapyAPI's handshake, or 405.
func (h *Handler) other(w http.ResponseWriter, r *http.Request) {
	allow := http.MethodPost
	if gateways[h.provider].handshake {
		allow += ", " + http.MethodGet
		if r.Method == http.MethodGet {
			h.handshake(w, r)
			return
		}
	}
	w.Header().Set("Allow", allow)
	answer(w, http.StatusMethodNotAllowed)
}

// handshake returns hub.challenge, which proves to the gateway that the URL is ours. What it returns is bounded, plain
// text, and of characters that no browser could take for anything else.
func (h *Handler) handshake(w http.ResponseWriter, r *http.Request) {
	if h.verifier.kind == kindURLToken && compareToken(urlToken(r), h.verifier.sums) != nil {
		answer(w, http.StatusUnauthorized)
		return
	}
	q := r.URL.Query()
	challenge := q.Get("hub.challenge")
	odd := strings.ContainsFunc(challenge, func(c rune) bool {
		return !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.ContainsRune("-._~+/=", c))
	})
	if q.Get("hub.mode") != "subscribe" || challenge == "" || len(challenge) > maxChallenge || odd {
		answer(w, http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, challenge)
}
