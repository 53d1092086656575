package zapini_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

// login gives [zapini.Login], a function, the shape of a client's method.
type login struct{ opts []zapgate.Option }

func (l *login) Login(ctx context.Context, in zapini.LoginRequest) (*zapini.Client, error) {
	return zapini.Login(ctx, in, l.opts...)
}

func TestStanding(t *testing.T) {
	t.Parallel()
	contract.Suite{
		Provider: "zapini",
		Clients: func(t testing.TB, base string, opts ...zapgate.Option) []any {
			opts = append(opts, zapgate.WithBaseURL(base+"/platform"), zapini.WithInstanceURL(base+"/direct"))
			c, err := zapini.New(zapini.Credentials{InstanceID: "18", Token: contract.Canary + "|t"}, opts...)
			require.NoError(t, err)
			return []any{c, &login{opts}}
		},
		Prefixes: []string{"/platform", "/direct"},
		Complete: true,
		Chat:     "5511900000001",
		Samples: []any{
			zapini.QueueMediaRequest{Recipient: "5511900000001", MediaURL: "https://example.com/x.png", MediaType: zapini.MediaImage},
			zapini.UploadMediaRequest{File: zapgate.MediaBytes("image/png", []byte("x")), Filename: "x.png"},
			zapini.LoginRequest{Email: "ana@example.com", Password: contract.Canary},
			zapini.ConfigureWebhookRequest{WebhookURL: "https://example.com/hook", WebhookSecret: contract.Canary + "-s"},
		},
		Values: []any{
			zapini.Credentials{InstanceID: contract.Canary, Token: contract.Canary},
			&zapini.Credentials{InstanceID: contract.Canary, Token: contract.Canary},
		},
	}.Run(t)
}
