// Package zapy is a client for ZapyAPI (https://docs.zapyapi.com/docs/api), a hosted WhatsApp gateway.
//
//	client, err := zapy.New(zapy.Credentials{APIKey: "…", InstanceID: "…"})
//	sent, err := client.Messages.SendText(ctx, zapy.SendTextRequest{To: "5511999999999", Message: "Olá"})
//
// One API key opens all instances of an account. A [Client] works with the instance named in its [Credentials]; only
// [InstancesService.List], All and Create need none. Clients are cheap: make one for each instance. What all gateways have
// in common is also on [Client.Messenger], in the words of package zapgate.
//
// A recipient or chat is digits with country code ("5511999999999"), a person's JID ("…@s.whatsapp.net" or "…@c.us": the
// pages name one or the other), a LID ("…@lid") or a group ("…@g.us"). The gateway also reads eleven digits as a Brazilian
// number and puts 55 before them, which makes another number of one that has eleven digits with its country code, such
// as any of the United States. [Spell] turns a [zapgate.Address] into a spelling that says what was meant.
//
// # Authentication
//
// The API key goes into the header x-api-key. It is never part of an error, a log line or a printed client. An
// operation on an instance fails with [zapgate.ErrInvalidArgument], before anything is sent, if the credentials name
// no instance.
//
// # Errors
//
// Every call returns nil or a [*zapgate.Error]. ZapyAPI answers failures as {"statusCode", "message", "error",
// "timestamp", "path"}: "error" becomes the error's Code ("VALIDATION_ERROR" is the only one that is documented),
// "message" its Message. No code for an instance without connection is documented, so nothing matches
// [zapgate.ErrNotConnected].
//
// # Retries
//
// An operation that only reads is tried again after a lost connection, a timeout, 429, 502, 503 and 504. Any other is
// tried again only if it cannot have left, or was refused with 429; else it fails with [zapgate.ErrOutcomeUnknown], and
// whether the message went out is seen in the callbacks.
//
// # Pages
//
// Lists with page and limit count from 1. List gives one page, which says what comes before and after it; All walks them
// to the last.
package zapy
