package webhook_test

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/zapgate/zapgate-go/webhook"
)

// countingStore counts the claims of another store and how they ended.
type countingStore struct {
	webhook.Deduper
	claimed, committed, released atomic.Int32
}

func (s *countingStore) Claim(ctx context.Context, key string) (webhook.Claim, error) {
	c, err := s.Deduper.Claim(ctx, key)
	if err == nil && c == webhook.Claimed {
		s.claimed.Add(1)
	}
	return c, err
}

func (s *countingStore) Commit(ctx context.Context, key string) error {
	s.committed.Add(1)
	return s.Deduper.Commit(ctx, key)
}

func (s *countingStore) Release(ctx context.Context, key string) error {
	s.released.Add(1)
	return s.Deduper.Release(ctx, key)
}

func (s *countingStore) String() string {
	return fmt.Sprintf("%d claimed, %d committed, %d released", s.claimed.Load(), s.committed.Load(), s.released.Load())
}
