// Package openapi holds no code: its tests compare the requests and fixtures of package wsapi with WSAPI's OpenAPI files,
// where VENDOR_FIXTURES names the folder that has them. It is a module of its own because of what reads those files.
package openapi
