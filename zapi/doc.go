// Package zapi is a client for Z-API (https://developer.z-api.io/en/), a hosted WhatsApp gateway.
//
//	client, err := zapi.New(zapi.Credentials{InstanceID: "…", Token: "…", ClientToken: "…"})
//	sent, err := client.Messages.SendText(ctx, zapi.SendTextRequest{Phone: "5511999999999", Message: "Olá"})
//
// A [Client] belongs to one instance and has a service for each section of Z-API's documentation. Clients are cheap:
// make one for each instance. Operations of the integrator's account are on [PartnerClient].
//
//	Instance, Profile        pairing, status and settings; how the number shows itself
//	Mobile, Security         registration, email and PIN of a mobile instance
//	Messages, Status         everything that is sent; statuses (stories)
//	Chats, Contacts, Tags    reading and changing them; which numbers have WhatsApp
//	Groups, Communities, Newsletters
//	Calls, Privacy           calls and SIP; who sees what
//	Queue                    what waits to be sent
//	Business, Catalog        profile, products and collections of WhatsApp Business
//	Webhooks                 where callbacks go; their types are [ReceivedCallback] and those beside it
//
// Each method's comment ends with its path and the page that documents it. What all gateways have in common is also on
// [Client.Messenger], in the words of package zapgate.
//
// A recipient or chat is a string in Z-API's own spelling: digits with country code ("5511999999999"), a group
// ("120363…-group", or "5511…-1623281429" for old ones), "…@lid", "…@newsletter" or "status@broadcast". [Spell] turns a
// [zapgate.Address] into it.
//
// # Authentication
//
// The instance's id and token are part of each URL. The account's security token goes into the header Client-Token; it
// is required once it is switched on in the account. [PartnerClient] sends its own token as a bearer. None of them is
// ever part of an error, a log line or a printed client.
//
// # Errors
//
// Every call returns nil or a [*zapgate.Error]. Z-API answers failures as {"error": …} or {"error": …, "message": …},
// also inside a 200; both are errors here, except where "error" is part of the answer, as in [InstanceService.Status].
// An instance that is not paid for matches [ErrUnpaid].
//
// # Retries
//
// An operation that only reads is tried again after a lost connection, a timeout, 429, 502, 503 and 504. Any other is
// tried again only if it cannot have left, or was refused with 429; else it fails with [zapgate.ErrOutcomeUnknown], and
// whether the message went out is seen in the callbacks or in the queue.
//
// # Pages
//
// Lists with page and pageSize count from 1. List gives one page; All walks them until one is not full. The queue is
// followed by its cursor.
package zapi
