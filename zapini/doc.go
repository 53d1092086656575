// Package zapini is a client for Zapini (https://zapini.app/en/documentation), a hosted WhatsApp gateway.
//
//	client, err := zapini.New(zapini.Credentials{InstanceID: "…", Token: "sk_…"})
//	sent, err := client.Direct.SendMessage(ctx, zapini.SendMessageRequest{Recipient: "5511900000001", Message: "Olá"})
//
// Zapini has two hosts, and a [Client] calls both. The platform ([DefaultBaseURL]) has everything that is stored:
// conversations, contacts, tags, groups, files, webhooks. Each instance also has a host of its own for what goes straight to WhatsApp without delay:
// that is [DirectService]. Clients are cheap: make one for each instance. What all gateways have in common is also on
// [Client.Messenger], in the words of package zapgate.
//
// A recipient is a string in Zapini's own spelling: digits with country code ("5511900000001"), with or without a
// leading +, or a JID ("…@s.whatsapp.net", "…@g.us", "…@lid"). [Spell] turns a [zapgate.Address] into it.
//
// # Authentication
//
// A token goes into the header Authorization. An instance's token ("sk_…", from the panel) opens that instance alone, on
// both hosts; a user's token ("1|…", from [Login]) opens all instances of the account on the platform, while direct
// operations are documented to need the instance's. [AuthService.Refresh] exchanges the token of a client while others
// use it. No token, password or webhook secret is ever part of an error, a log
// line or a printed client.
//
// # Errors
//
// Every call returns nil or a [*zapgate.Error]. Zapini answers failures as {"success": false, "error": {"code",
// "message", "details"}}; that is an error here under any status, also 200. Its code and message are on the error, the
// details in its Details. A send that an automation of the conversation blocks matches [ErrAutomationActive].
//
// Zapini allows 100 requests in 15 minutes; beyond that, calls match [zapgate.ErrRateLimited]. [RateLimit] keeps within
// that: zapgate.WithLimiter(zapini.RateLimit()).
//
// # Retries
//
// An operation that only reads is tried again after a lost connection, a timeout, 429, 502, 503 and 504. Any other is
// tried again only if it cannot have left, or was refused with 429; else it fails with [zapgate.ErrOutcomeUnknown], and
// whether the message went out is seen in the callbacks message.sent and message.status, or in the conversation.
//
// # Pages
//
// Lists count their pages from 1 and say how many there are. List gives one page, and [Pagination.Next] the number of
// the following one; All walks them to the last. Messages are paged by their ids, before or after one.
package zapini
