package phone_test

import (
	"fmt"

	"github.com/zapgate/zapgate-go/phone"
)

func ExampleParsePhone() {
	for _, typed := range []string{"(11) 90000-0001", "0 15 11 9999-0001", "+351 910 000 001", "90000-0001", "11 90000-0001 ramal 5"} {
		a, err := phone.ParsePhone(typed, phone.Country("BR"))
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(a.Phone())
	}
	// Output:
	// 5511900000001
	// 551199990001
	// 351910000001
	// phone: not a valid number: invalid argument
	// phone: the text has a letter or sign that no phone number has: invalid argument
}
