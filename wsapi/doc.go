// Package wsapi is a client for WSAPI, a WhatsApp gateway that is hosted at https://wsapi.chat and can also be run on
// one's own server. Its documentation are two OpenAPI files, wsapi-api.yml and wsapi-events.yml
// (https://github.com/wsapi-chat/wsapi-app/tree/main/openapi).
//
//	client, err := wsapi.New(wsapi.Credentials{APIKey: "…", InstanceID: "…"})
//	sent, err := client.Messages.SendText(ctx, wsapi.SendTextRequest{To: "5511999999999@s.whatsapp.net", Text: "Olá"})
//
// A [Client] belongs to one instance and has a service for each section of the documentation. Clients are cheap: make
// one for each instance. Instances of one's own server are made with [AdminClient], those of a customer of the hosted API
// with [AccountClient].
//
// A recipient or chat is a JID: a person ("…@s.whatsapp.net", or "…@lid" where the number is hidden), a group ("…@g.us")
// or a newsletter ("…@newsletter"). Bare digits with country code are taken as a person, as the server does; a leading +
// is not. [Spell] turns a [zapgate.Address] into a JID. The sender of a message may name a device as well, as in
// "5511…:12@s.whatsapp.net".
//
// A file to be sent is a link that the gateway fetches, or bytes: zapgate.Base64(zapgate.MediaFile("cat.png")). Files of
// received messages and QR codes are written to an [io.Writer]: [MediaService.Download], [SessionService.QR].
//
// What all gateways have in common is also on [Client.Messenger], in the words of package zapgate.
//
// What happens is told by events ([EventType]): posted to a webhook, which package webhook receives, or, by the hosted
// API, read from a stream with [EventsService.All].
//
// # Authentication
//
// The API key, of the instance or of the customer, goes into the header X-Api-Key, the instance's id into X-Instance-Id.
// A self-hosted server in single mode has one instance and needs no id. [AdminClient] sends the server's admin key,
// [AccountClient] the customer's key, both without an instance. [Client.Health] sends nothing. No key is ever part of an
// error, a log line or a printed client.
//
// # Errors
//
// Every call returns nil or a [*zapgate.Error]. WSAPI answers failures as {"status", "detail"}: "detail" becomes the
// error's Message. There are no codes, and the status is the answer's own: the one in the body differs from it where a
// device is not paired, 403 instead of 409. That 409, and the 503 of an instance that is not connected, match
// [zapgate.ErrNotConnected].
//
// # Retries
//
// An operation that only reads is tried again after a lost connection, a timeout, 429, 502, 503 and 504. Any other is
// tried again only if it cannot have left, or was refused with 429; else it fails with [zapgate.ErrOutcomeUnknown], and
// whether the message went out is seen in the events.
//
// # Pages
//
// Lists of an instance, such as [ChatsService.List], come whole: they have no pages. Those of an account have, and
// [AccountClient.AllInstances] and the like range over every item.
package wsapi
