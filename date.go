package vendorfit

import "time"

// Valid tells that d is a day of the calendar, written YYYY-MM-DD.
func (d Date) Valid() bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return err == nil
}

// AddMonths is the same day n months later, or the last day of that month where it has no such day: a shelf life of six months
// from 31 August ends with February, not in March. A date that is not valid stays as it is.
func (d Date) AddMonths(n int) Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date(first.AddDate(0, 0, min(t.Day(), last)-1).Format(time.DateOnly))
}

// DaysUntil is the number of days from d to later, negative where later comes first, and 0 where either is not valid.
func (d Date) DaysUntil(later Date) int {
	from, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0
	}
	to, err := time.Parse(time.DateOnly, string(later))
	if err != nil {
		return 0
	}
	return int(to.Sub(from).Hours() / 24)
}
