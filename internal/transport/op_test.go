package transport

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestOpNameIsTheTemplate(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "GET /chats/{phone}", Op{Method: "GET", Path: "/chats/{phone}"}.Name())
}

func TestClassIsEffectUnlessSaid(t *testing.T) {
	t.Parallel()
	assert.Equal(t, Effect, Op{Method: "GET", Path: "/restart"}.Retry)
}
