package zapi

// TagsService puts labels on chats.
type TagsService struct{ service }
