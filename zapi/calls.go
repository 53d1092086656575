package zapi

// CallsService makes calls.
type CallsService struct{ service }
