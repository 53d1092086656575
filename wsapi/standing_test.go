package wsapi_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestStanding(t *testing.T) {
	t.Parallel()
	const (
		phone = "5511900000001" // a recipient, a phone number and an instance's id
		link  = "https://example.com/a.png"
	)
	contract.Suite{
		Provider: "wsapi",
		Clients: func(t testing.TB, base string, opts ...zapgate.Option) []any {
			opts = append(opts, zapgate.WithBaseURL(base))
			c, err := wsapi.New(wsapi.Credentials{InstanceID: "ins_1", APIKey: contract.Canary}, opts...)
			require.NoError(t, err)
			admin, err := wsapi.NewAdmin(contract.Canary+"-admin", opts...)
			require.NoError(t, err)
			account, err := wsapi.NewAccount(contract.Canary+"-customer", opts...)
			require.NoError(t, err)
			s, err := wsapi.New(wsapi.Credentials{InstanceID: "ins_1", APIKey: contract.Canary},
				append(opts, zapgate.WithRetryWait(time.Microsecond, time.Millisecond))...)
			require.NoError(t, err)
			c.Events = nil // see stream
			return []any{c, admin, account, &stream{s.Events}}
		},
		Complete: true,
		Chat:     phone,
		Samples: []any{
			wsapi.SendMediaRequest{To: phone, URL: link},
			wsapi.SendDocumentRequest{To: phone, URL: link, Filename: "a.png"},
			wsapi.SendStickerRequest{To: phone, URL: link},
			wsapi.SendContactRequest{To: phone, DisplayName: "Ana"},
			wsapi.PostMediaStatusRequest{URL: link},
			wsapi.SetPictureRequest{Data: png()},
			wsapi.CreateInstanceRequest{ID: "crm", APIKey: contract.Canary + "-k", SigningSecret: contract.Canary + "-s"},
		},
		Values: []any{
			wsapi.Credentials{InstanceID: contract.Canary, APIKey: contract.Canary},
			&wsapi.Credentials{InstanceID: contract.Canary, APIKey: contract.Canary},
		},
		Reads:   []string{"POST /users/check"},
		Effects: []string{"GET /session/pair-code/{phone}"}, // a new code replaces the one before
	}.Run(t)
}

// stream gives up after three connections that were lost or refused by a 5xx. The loop over the events goes on without
// end, so that it is the loop and not the transport that tries again.
type stream struct{ events *wsapi.EventsService }

func (s *stream) All(ctx context.Context) error {
	tries := 0
	for _, err := range s.events.All(ctx) {
		var zerr *zapgate.Error
		lost := errors.As(err, &zerr) && (zerr.StatusCode == 0 || errors.Is(err, zapgate.ErrServer))
		if tries++; tries == 3 || !lost {
			return err
		}
	}
	return nil
}
