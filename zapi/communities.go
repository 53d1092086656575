package zapi

// CommunitiesService lists, makes and runs communities, which are groups of groups.
type CommunitiesService struct{ service }
