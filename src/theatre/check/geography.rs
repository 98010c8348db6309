//! Countries, regions, areas, places and outlines.

use crate::model::Fault;

use super::{
    super::{
        load::Draft,
        outlines::Outlines,
        sheet::{Place, Row},
        towns::{self, Town, is_on_earth},
    },
    Check, Kind,
};

impl Check {
    pub(super) fn geography(&mut self, draft: &Draft<'_>) {
        let ids = draft.countries.iter().map(|it| (it.place, it.value.id.to_string()));
        self.unique("country", ids);
        for Row { value, place } in &draft.countries {
            self.spelled(*place, "country.names", &value.names);
            self.spelled(*place, "country.demonyms", &value.demonyms);
            self.spelled(*place, "country.towns", &value.towns);
            if let Some(town) = value.capital {
                self.refer_town(*place, "country.capital", "capital", town);
            }
            self.time_zone(*place, &value.id, value.core, value.time_zone.as_deref());
        }
        let ids = draft
            .regions
            .iter()
            .map(|it| (it.place, format!("{} {}", it.value.country, it.value.name)));
        self.unique("region", ids);
        for Row { value, place } in &draft.regions {
            self.refer(*place, "region.country", Kind::Country, &value.country);
            self.refer_town(*place, "region.capital", "capital", value.capital);
            self.spelled(*place, "region.aliases", &value.aliases);
            self.point(*place, "region", value.latitude, value.longitude);
            if let Some(older) = &value.cut_from {
                self.area_region(*place, Some(&value.country), older);
            }
        }
        self.unique("area", draft.areas.iter().map(|it| (it.place, it.value.name.clone())));
        for Row { value, place } in &draft.areas {
            self.spelled(*place, "area.names", &value.names);
            if let Some(country) = &value.country {
                self.refer(*place, "area.country", Kind::Country, country);
            }
            if let Some(region) = &value.region {
                self.area_region(*place, value.country.as_deref(), region);
            }
            if let (Some(latitude), Some(longitude)) = (value.latitude, value.longitude) {
                self.point(*place, "area", latitude, longitude);
            }
        }
    }

    /// Rows of the gazetteer: well formed, once each, in known countries and regions.
    pub(super) fn gazetteer(&mut self, rows: &[(u32, Result<Town, String>)]) {
        let mut seen = std::collections::HashSet::new();
        for (line, row) in rows {
            let mut fault = |why: String| {
                self.faults.push(Fault::new("town", why).at(towns::FILE, *line));
            };
            let town = match row {
                Ok(town) => town,
                Err(why) => {
                    fault(why.clone());
                    continue;
                }
            };
            if !seen.insert(town.id) {
                fault(format!("id {} stands on an earlier line already", town.id));
            }
            if !self.known.has(Kind::Country, &town.country) {
                fault(format!("no country is called `{}`", town.country));
            }
            let place = (town.country.to_string(), town.admin1.clone());
            if self.known.core.contains(&place.0) && !self.known.regions.contains(&place) {
                fault(format!("`{}` has no region `{}`", town.country, town.admin1));
            }
            if let Some(site) = town.site_of
                && !self.known.has(Kind::Town, &site.to_string())
            {
                fault(format!("no town has the id {site}"));
            }
        }
    }

    /// Every outline is a region's.
    pub(super) fn outlines(&mut self, outlines: &Outlines) {
        for it in &outlines.regions {
            if !self.known.regions.contains(&(it.country.to_string(), it.region.clone())) {
                let why = format!("`{}` has no region `{}`", it.country, it.region);
                self.faults.push(Fault::new("outline", why).at("regions.geojson", 1));
            }
        }
    }

    fn time_zone(&mut self, place: Place<'_>, id: &str, core: bool, zone: Option<&str>) {
        match zone {
            None if core => {
                let why = format!("`{id}` is a core country and has no time zone");
                self.fault(place, id, "country.time_zone", why);
            }
            Some(zone) if jiff::tz::TimeZone::get(zone).is_err() => {
                self.fault(place, zone, "country.time_zone", format!("no time zone `{zone}`"));
            }
            _ => {}
        }
    }

    fn area_region(&mut self, place: Place<'_>, country: Option<&str>, region: &str) {
        let Some(country) = country else {
            self.fault(place, region, "area.region", "a region needs its country");
            return;
        };
        if !self.known.regions.contains(&(country.to_owned(), region.to_owned())) {
            let why = format!("`{country}` has no region `{region}`");
            self.fault(place, region, "area.region", why);
        }
    }

    fn point(&mut self, place: Place<'_>, what: &str, latitude: f64, longitude: f64) {
        if !is_on_earth(latitude, longitude) {
            let why = format!("{latitude}, {longitude} lies outside 90 or 180 degrees");
            let line = place.fault_at("latitude", what, why);
            self.faults.push(line);
        }
    }
}
