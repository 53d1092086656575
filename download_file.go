package zapgate

import (
	"context"
	"io"
	"os"
	"path/filepath"
)

// DownloadFile is [Download] to a file. The bytes go to a temporary file in the same folder (".zapgate-…", readable by its
// owner only), which is synced to the disk when it is whole, takes the name path then, and replaces what had it before.
// After an error the folder is as it was. A process that is killed leaves the temporary file behind; no later call resumes
// it.
//
// Where [Download] would fail because the file cannot be resumed, this starts over.
func DownloadFile(ctx context.Context, link, path string, opts ...DownloadOption) (*Downloaded, error) {
	d, err := newDownload(link, opts)
	if err == nil && path == "" {
		err = optionError("DownloadFile", "the path is empty")
	}
	if err != nil {
		return nil, d.fail(err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".zapgate-*") // before anybody is asked: there may be no such folder
	if err != nil {
		return nil, d.fail(err)
	}
	whole := false
	defer func() {
		if !whole { // or d.progress panicked
			f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	d.w = f
	d.restart = func() error {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		return f.Truncate(0)
	}
	d.keep = func() error { return keep(f, path) }
	got, err := d.run(ctx)
	whole = err == nil
	return got, err
}

// keep gives a file its name once its bytes are on the disk: after a power cut, the name must not stand for half of it.
func keep(f *os.File, path string) error {
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
