package zapi

// SecurityService looks after the email address and the PIN of a mobile instance's account.
type SecurityService struct{ service }
