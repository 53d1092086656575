package zapi

import (
	"context"
	"log/slog"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opSendButtonList    = transport.Op{Method: "POST", Path: "/send-button-list"} // one path with three forms
	opSendButtonActions = transport.Op{Method: "POST", Path: "/send-button-actions"}
	opSendOptionList    = transport.Op{Method: "POST", Path: "/send-option-list"}
	opSendButtonOTP     = transport.Op{Method: "POST", Path: "/send-button-otp"}
	opSendButtonPix     = transport.Op{Method: "POST", Path: "/send-button-pix"}
	opSendCarousel      = transport.Op{Method: "POST", Path: "/send-carousel"}
)

// Button answers with its label when it is pressed.
type Button struct {
	ID    string `json:"id,omitempty"` // the callback of the answer names it
	Label string `json:"label"`
}

// SendButtonListRequest is a text with buttons to answer it.
type SendButtonListRequest struct {
	Phone        string     `json:"phone" check:"chat"`
	Message      string     `json:"message" check:"required"`
	ButtonList   ButtonList `json:"buttonList"`
	DelayMessage int        `json:"delayMessage,omitempty"`
}

// ButtonList is the buttons below a text.
type ButtonList struct {
	Buttons []Button `json:"buttons" check:"required"`
}

// SendButtonList sends a text with buttons. What was pressed comes as a received message.
//
// This and the other buttons work only after the account has accepted Z-API's terms of use for them; whether and how they
// show is up to each version of WhatsApp.
//
// POST /send-button-list (https://developer.z-api.io/en/message/send-button-list)
func (s *MessagesService) SendButtonList(ctx context.Context, in SendButtonListRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendButtonList, in, opts)
}

// SendButtonListImageRequest is a picture and a text with buttons to answer it.
type SendButtonListImageRequest struct {
	Phone           string          `json:"phone" check:"chat"`
	Message         string          `json:"message" check:"required"`
	ButtonListImage ButtonListImage `json:"buttonList"`
	DelayMessage    int             `json:"delayMessage,omitempty"`
}

// ButtonListImage is a picture above a text and the buttons below it.
type ButtonListImage struct {
	Image   zapgate.Media `json:"image" check:"required"`
	Buttons []Button      `json:"buttons" check:"required"`
}

// SendButtonListImage sends a picture and a text with buttons. What was pressed comes as a received message.
//
// POST /send-button-list (https://developer.z-api.io/en/message/send-button-list-image)
func (s *MessagesService) SendButtonListImage(ctx context.Context, in SendButtonListImageRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendButtonList, in, opts)
}

// SendButtonListVideoRequest is a video and a text with buttons to answer it.
type SendButtonListVideoRequest struct {
	Phone           string          `json:"phone" check:"chat"`
	Message         string          `json:"message" check:"required"`
	ButtonListVideo ButtonListVideo `json:"buttonList"`
	DelayMessage    int             `json:"delayMessage,omitempty"`
}

// ButtonListVideo is a video above a text and the buttons below it.
type ButtonListVideo struct {
	Video   zapgate.Media `json:"video" check:"required"`
	Buttons []Button      `json:"buttons" check:"required"`
}

// SendButtonListVideo sends a video and a text with buttons. What was pressed comes as a received message.
//
// POST /send-button-list (https://developer.z-api.io/en/message/send-button-list-video)
func (s *MessagesService) SendButtonListVideo(ctx context.Context, in SendButtonListVideoRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendButtonList, in, opts)
}

// ButtonActionType is what a [ButtonAction] does.
type ButtonActionType string

// The types of button.
const (
	ButtonCall  ButtonActionType = "CALL"  // calls Phone
	ButtonURL   ButtonActionType = "URL"   // opens URL
	ButtonReply ButtonActionType = "REPLY" // answers with Label
)

// ButtonAction is a button that calls, opens a link or answers.
type ButtonAction struct {
	ID    string           `json:"id,omitempty"` // the callback of the answer names it
	Type  ButtonActionType `json:"type"`
	Phone string           `json:"phone,omitempty"` // of a ButtonCall: digits with country code
	URL   string           `json:"url,omitempty"`   // of a ButtonURL
	Label string           `json:"label"`
}

// SendButtonActionsRequest is a text with buttons that act.
type SendButtonActionsRequest struct {
	Phone         string         `json:"phone" check:"chat"`
	Message       string         `json:"message" check:"required"`
	ButtonActions []ButtonAction `json:"buttonActions" check:"required"`
	Title         string         `json:"title,omitempty"`
	Footer        string         `json:"footer,omitempty"`
	DelayMessage  int            `json:"delayMessage,omitempty"`
}

// SendButtonActions sends a text with buttons that call, open a link or answer. WhatsApp Web shows an error where
// ButtonReply stands together with the other two: send it by itself.
//
// POST /send-button-actions (https://developer.z-api.io/en/message/send-button-actions)
func (s *MessagesService) SendButtonActions(ctx context.Context, in SendButtonActionsRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendButtonActions, in, opts)
}

// SendOptionListRequest is a text with a button that opens a list to choose from.
type SendOptionListRequest struct {
	Phone        string     `json:"phone" check:"chat"`
	Message      string     `json:"message" check:"required"`
	OptionList   OptionList `json:"optionList"`
	DelayMessage int        `json:"delayMessage,omitempty"`
}

// OptionList is a list to choose one row from.
type OptionList struct {
	Title       string       `json:"title" check:"required"`
	ButtonLabel string       `json:"buttonLabel" check:"required"` // of the button that opens the list
	Options     []ListOption `json:"options" check:"required"`
}

// ListOption is a row of an [OptionList].
type ListOption struct {
	ID          string `json:"id,omitempty"` // the callback of the answer names it
	Title       string `json:"title"`
	Description string `json:"description"`
}

// SendOptionList sends a text with a list of options. What was chosen comes as a received message.
//
// POST /send-option-list (https://developer.z-api.io/en/message/send-option-list)
func (s *MessagesService) SendOptionList(ctx context.Context, in SendOptionListRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendOptionList, in, opts)
}

// SendButtonOTPRequest is a text with a button that copies a code.
type SendButtonOTPRequest struct {
	Phone      string         `json:"phone" check:"chat"`
	Message    string         `json:"message" check:"required"`
	Code       zapgate.Secret `json:"code" check:"required"` // what is copied
	Image      zapgate.Media  `json:"image,omitzero"`
	ButtonText string         `json:"buttonText,omitempty"` // "Copy code" by default
}

// LogValue keeps the code out of logs, where JSON would show it.
func (r SendButtonOTPRequest) LogValue() slog.Value {
	return slog.GroupValue(slog.String("phone", r.Phone), slog.Any("code", r.Code))
}

// SendButtonOTP sends a text with a button that copies a code, such as a one-time password.
//
// POST /send-button-otp (https://developer.z-api.io/en/message/send-button-otp)
func (s *MessagesService) SendButtonOTP(ctx context.Context, in SendButtonOTPRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendButtonOTP, in, opts)
}

// PixKeyType is what a Pix key is, where a button copies it. Orders have [OrderPixKeyType].
type PixKeyType string

// The types of Pix key.
const (
	PixKeyCPF   PixKeyType = "CPF"
	PixKeyCNPJ  PixKeyType = "CNPJ"
	PixKeyPhone PixKeyType = "PHONE"
	PixKeyEmail PixKeyType = "EMAIL"
	PixKeyEVP   PixKeyType = "EVP" // a random key
)

// SendButtonPixRequest is a button that copies a Pix key.
type SendButtonPixRequest struct {
	Phone        string     `json:"phone" check:"chat"`
	PixKey       string     `json:"pixKey" check:"required"`
	Type         PixKeyType `json:"type" check:"required"`
	MerchantName string     `json:"merchantName,omitempty"` // the button's title; "Pix" by default
}

// SendButtonPix sends a Pix key with a button that copies it. WhatsApp Web shows the message, but does not mark the chat
// as unread.
//
// POST /send-button-pix (https://developer.z-api.io/en/message/send-button-pix)
func (s *MessagesService) SendButtonPix(ctx context.Context, in SendButtonPixRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendButtonPix, in, opts)
}

// SendCarouselRequest is a text above a row of cards.
type SendCarouselRequest struct {
	Phone        string         `json:"phone" check:"chat"`
	Message      string         `json:"message" check:"required"`
	Carousel     []CarouselCard `json:"carousel" check:"required"`
	DelayMessage int            `json:"delayMessage,omitempty"`
}

// CarouselCard is a card of a carousel.
type CarouselCard struct {
	Text    string         `json:"text"`
	Image   zapgate.Media  `json:"image"`
	Buttons []ButtonAction `json:"buttons,omitempty"`
}

// SendCarousel sends a text above a row of cards, each with a picture, a text and buttons.
//
// POST /send-carousel (https://developer.z-api.io/en/message/send-carousel)
func (s *MessagesService) SendCarousel(ctx context.Context, in SendCarouselRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendCarousel, in, opts)
}
