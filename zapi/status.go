package zapi

// StatusService posts and answers statuses, which disappear after 24 hours.
type StatusService struct{ service }
