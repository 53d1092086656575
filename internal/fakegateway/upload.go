package fakegateway

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
)

// File is a file that came in a multipart body or as a long base64 text of a JSON body. Its bytes are counted and hashed
// as they arrive, and never kept.
type File struct {
	Field, Filename string // no filename in JSON
	ContentType     string // as sent; "" for bare base64
	Detected        string // what the first bytes look like
	Size            int64
	SHA256          string // in hexadecimal
}

// form is a multipart body. Its fault says why it is none.
type form struct {
	fields map[string]string
	files  []File
	fault  error
}

const maxFormField = 64 << 10

// receive reads a multipart body to its end. The error is the connection's: a body that is whole and yet no multipart
// body has it in fault.
func receive(r *http.Request) (form, error) {
	f := form{fields: map[string]string{}}
	body := &watched{r: r.Body}
	r.Body = io.NopCloser(body)
	f.fault = f.read(r)
	_, _ = io.Copy(io.Discard, body)
	return f, body.err
}

func (f *form) read(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if part.FileName() == "" {
			value, err := io.ReadAll(io.LimitReader(part, maxFormField))
			if err != nil {
				return err
			}
			f.fields[part.FormName()] = string(value)
			continue
		}
		file := File{Field: part.FormName(), Filename: part.FileName(), ContentType: part.Header.Get("Content-Type")}
		if err := file.receive(part); err != nil {
			return err
		}
		f.files = append(f.files, file)
	}
}

// receive reads the file's bytes.
func (f *File) receive(r io.Reader) error {
	head := make([]byte, 512)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	f.Detected = http.DetectContentType(head[:n])
	sum := sha256.New()
	sum.Write(head[:n])
	rest, err := io.Copy(sum, r)
	if err != nil {
		return err
	}
	f.Size, f.SHA256 = int64(n)+rest, hex.EncodeToString(sum.Sum(nil))
	return nil
}

// file finds the file of a field.
func (f form) file(field string) (File, bool) {
	for _, file := range f.files {
		if file.Field == field {
			return file, true
		}
	}
	return File{}, false
}

// watched keeps the error that ended a body before its end.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}
