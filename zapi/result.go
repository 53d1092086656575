package zapi

// Result is the answer of operations that only say whether they were done.
type Result struct {
	Value   bool `json:"value,omitempty"`   // some operations are documented with value,
	Success bool `json:"success,omitempty"` // some with success
}

// Done reports whether Z-API says that it did what it was asked.
func (r *Result) Done() bool { return r.Value || r.Success }
