package zapi

// ProfileService changes how the connected number shows itself.
type ProfileService struct{ service }
