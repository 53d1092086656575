package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestQuickstart(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.NoError(t, run(t.Context(), nil, &out))
	for _, gateway := range []string{"zapi", "zapini", "zapy", "wsapi"} {
		for _, event := range []string{"MessageReceived", "MessageStatus"} {
			assert.Regexp(t, `(?m)^`+gateway+` +`+event+` `, out.String())
		}
		assert.Regexp(t, `(?m)^`+gateway+` .*refused with 401; a duplicate was answered 200 and dropped$`, out.String())
	}
	assert.Contains(t, out.String(), "echo: "+hello)
}

func TestFailingStepsAreErrors(t *testing.T) {
	for _, name := range []string{"ZAPGATE_TO", "ZAPGATE_WEBHOOK_SECRET", "ZAPI_TOKEN", "ZAPINI_TOKEN"} {
		t.Setenv(name, "")
	}
	t.Setenv("ZAPGATE_LISTEN", "127.0.0.1:0")
	assert.ErrorContains(t, run(t.Context(), []string{"-gateway", "zapi"}, &strings.Builder{}), "ZAPGATE_TO")
	t.Setenv("ZAPGATE_TO", "5511900000001")
	assert.ErrorContains(t, run(t.Context(), []string{"-gateway", "nope"}, &strings.Builder{}), `no gateway "nope"`)
	assert.ErrorContains(t, run(t.Context(), []string{"-gateway", "zapi"}, &strings.Builder{}), "InstanceID")
	assert.ErrorContains(t, run(t.Context(), []string{"-wait", "1ns"}, &strings.Builder{}), "zapi")
	t.Setenv("ZAPGATE_LISTEN", "127.0.0.1:-1")
	assert.Error(t, run(t.Context(), []string{"-gateway", "zapi"}, &strings.Builder{}))
}
