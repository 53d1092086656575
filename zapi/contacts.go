package zapi

// ContactsService lists, saves and checks contacts.
type ContactsService struct{ service }
