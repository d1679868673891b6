package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
)

// StoredProfile is a profile that the service keeps. Its ETag is its version.
type StoredProfile struct {
	ID        string             `json:"id"`
	Version   int64              `json:"version"` // 1 when stored, one more with each change
	CreatedAt string             `json:"createdAt"`
	ChangedAt string             `json:"changedAt"`
	Profile   *vendorfit.Profile `json:"profile"`
}

// Validity says what is wrong with a profile.
type Validity struct {
	Valid  bool           `json:"valid"`
	Errors []ProblemError `json:"errors"`
}

// profileBody reads a valid profile from the body.
func (c *call) profileBody() (*vendorfit.Profile, error) {
	root, err := c.body()
	if err != nil {
		return nil, err
	}
	p, mistakes := c.profileMistakes(root)
	if err := invalid(mistakes); err != nil {
		no := refused(err)
		no.kind = problemProfile
		return nil, no
	}
	return p, nil
}

// profileMistakes reads a profile and says everything that is wrong with it.
func (c *call) profileMistakes(root *intake.Node) (*vendorfit.Profile, []vendorfit.Mistake) {
	p := &vendorfit.Profile{}
	bound := append(intake.Fits(root, ""), intake.Bind(root, p)...)
	return p, intake.Join(root, bound, below(bound, c.Engine.Validator.Profile(p)))
}

// keptProfile is what is stored of a profile.
type keptProfile struct {
	CreatedAt string             `json:"createdAt"`
	ChangedAt string             `json:"changedAt"`
	Profile   *vendorfit.Profile `json:"profile"`
}

func (c *call) createProfile() error {
	p, err := c.profileBody()
	if err != nil {
		return err
	}
	now := c.Now()
	id, err := newID(now, c.Random)
	if err != nil {
		return err
	}
	out := StoredProfile{ID: id, CreatedAt: c.stamp(now), Profile: p}
	if err := c.putStored(&out, 0); err != nil {
		return err
	}
	c.w.Header().Set("Location", profilesPath+"/"+id)
	return c.reply(http.StatusCreated, out, versionTag(out.Version))
}

// putStored stores a profile where it is still of the version given.
func (c *call) putStored(p *StoredProfile, version int64) error {
	now := c.Now()
	p.ChangedAt = c.stamp(now)
	body, err := pack(keptProfile{p.CreatedAt, p.ChangedAt, p.Profile})
	if err != nil {
		return err
	}
	p.Version, err = c.Store.Put(c.r.Context(), vendorfit.Put{If: version, Item: vendorfit.Item{
		PK: c.tenant + kindProfile, SK: p.ID, Body: body, Expires: now.Add(c.Retention.Profiles),
	}})
	return err
}

func versionTag(version int64) string { return strconv.FormatInt(version, 10) }

// profile is a stored profile of this tenant.
func (c *call) profile(id string) (*StoredProfile, error) {
	no := refuse(problemNotFound, "there is no profile of this id; it may have been deleted or have expired", "det finnes ingen profil med denne id-en; den kan være slettet eller utløpt")
	if !isID(id) {
		return nil, no
	}
	item, err := c.Store.Get(c.r.Context(), c.tenant+kindProfile, id)
	if is(err, vendorfit.NotFound) {
		return nil, no
	}
	if err != nil {
		return nil, err
	}
	kept := keptProfile{}
	err = unpack(item.Body, &kept)
	return &StoredProfile{ID: id, Version: item.Version, CreatedAt: kept.CreatedAt, ChangedAt: kept.ChangedAt, Profile: kept.Profile}, err
}

// storedProfile is the profile that a request names; that there is none is a mistake of the request.
func (c *call) storedProfile(id string) (*vendorfit.Profile, error) {
	p, err := c.profile(id)
	if err == nil {
		return p.Profile, nil
	}
	if refused(err).kind.Name != problemNotFound.Name {
		return nil, err
	}
	return nil, invalid([]vendorfit.Mistake{{
		Pointer: "/profileId", Code: "code", Found: short(id), Message: say("there is no stored profile of this id", "det finnes ingen lagret profil med denne id-en"),
	}})
}

func (c *call) getProfile() error {
	p, err := c.profile(c.r.PathValue("id"))
	if err != nil {
		return err
	}
	return c.reply(http.StatusOK, p, versionTag(p.Version))
}

// matched is the stored profile where it is of the version that If-Match names.
func (c *call) matched() (*StoredProfile, error) {
	given := c.r.Header["If-Match"]
	if len(given) == 0 {
		return nil, refuse(problemUnlocked, "send If-Match with the ETag of what you read", "send If-Match med ETag-en til det du leste")
	}
	p, err := c.profile(c.r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	if !tagged(given, `"`+versionTag(p.Version)+`"`, false) {
		return nil, staleProfile()
	}
	return p, nil
}

func staleProfile() error {
	return refuse(problemStale, "someone has changed it; read it again and make the change there", "noen har endret den; les den på nytt og gjør endringen der")
}

func (c *call) putProfile() error {
	stored, err := c.matched()
	if err != nil {
		return err
	}
	if stored.Profile, err = c.profileBody(); err != nil {
		return err
	}
	if err := c.putStored(stored, stored.Version); err != nil {
		return stale(err)
	}
	return c.reply(http.StatusOK, stored, versionTag(stored.Version))
}

// stale: a store's conflict is that someone changed it between reading and writing.
func stale(err error) error {
	if is(err, vendorfit.Conflict) {
		return staleProfile()
	}
	return err
}

// deleteProfile deletes whatever version there is, or the one that If-Match names.
func (c *call) deleteProfile() error {
	version := vendorfit.Any
	stored, err := c.profile(c.r.PathValue("id"))
	if given := c.r.Header["If-Match"]; len(given) > 0 && strings.TrimSpace(given[0]) != "*" {
		if stored, err = c.matched(); err == nil {
			version = stored.Version
		}
	}
	if err != nil {
		return err
	}
	_, err = c.Store.Put(c.r.Context(), vendorfit.Put{
		Item: vendorfit.Item{PK: c.tenant + kindProfile, SK: stored.ID}, If: version, Delete: true,
	})
	if err != nil {
		return stale(err)
	}
	c.w.WriteHeader(http.StatusNoContent)
	return nil
}

func (c *call) getProfileSchema() error {
	return c.constant(vendorfit.ProfileSchema(c.Engine.Book.Book))
}

func (c *call) validateProfile() error {
	root, err := c.body()
	if err != nil {
		return err
	}
	p, mistakes := c.profileMistakes(root)
	if len(mistakes) == 0 {
		if mistakes, err = c.unfit(p); err != nil {
			return err
		}
		intake.Locate(root, mistakes)
	}
	return c.reply(http.StatusOK, Validity{Valid: len(mistakes) == 0, Errors: problemErrors(c.lang, mistakes)}, "")
}

// unfit is what is wrong with a profile that only shows when it is evaluated.
func (c *call) unfit(p *vendorfit.Profile) ([]vendorfit.Mistake, error) {
	done, err := c.turn(c.r.Context())
	if err != nil {
		return nil, err
	}
	defer done()
	err = c.Engine.Check(&vendorfit.Request{Profile: p, AsOf: c.today()})
	if !is(err, vendorfit.Invalid) {
		return nil, err
	}
	mistakes := err.(*vendorfit.Error).Mistakes
	for i := range mistakes {
		mistakes[i].Pointer = strings.TrimPrefix(mistakes[i].Pointer, "/profile")
	}
	return mistakes, nil
}
