package zapi

// BusinessService changes the profile of a WhatsApp Business account.
type BusinessService struct{ service }
