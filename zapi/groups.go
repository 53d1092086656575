package zapi

// GroupsService lists, makes and runs groups.
type GroupsService struct{ service }
