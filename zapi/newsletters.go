package zapi

// NewslettersService lists, makes and runs newsletters, which WhatsApp also calls channels.
type NewslettersService struct{ service }
