package zapi

// MobileService registers the number of a mobile instance with WhatsApp.
type MobileService struct{ service }
