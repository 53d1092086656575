package zapi

// PrivacyService changes who sees what of the connected number.
type PrivacyService struct{ service }
