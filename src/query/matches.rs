//! The meaning of a query.

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};

use crate::model::{Incident, Lang, Published, Role, When};

use super::{
    ast::{Node, Number, Part, Query, Reach, Term},
    time::{Days, Instants},
    words::{needles, search_form},
};

/// What a query looks at: an incident with its reports, or one report that tells of none.
#[derive(Clone, Debug)]
pub struct IncidentView<'a> {
    /// The incident; `None` for a report without one, which satisfies only terms on its source,
    /// language, date and text.
    pub incident: Option<&'a Incident>,
    /// Its reports.
    pub reports: Vec<ReportView<'a>>,
}

/// What a query looks at in a report.
#[derive(Clone, Debug)]
pub struct ReportView<'a> {
    /// Where it came from.
    pub source: &'a str,
    /// Whose text it is.
    pub publisher: &'a str,
    /// Its language.
    pub lang: Option<Lang>,
    /// When it was published.
    pub published: Option<Published>,
    /// Published, capped by when it was first seen; else that.
    pub reported: Timestamp,
    /// The search form of its text, see [`super::words::search_form`].
    pub words: &'a str,
}

/// The days between which `on:` finds an event, so that it is found when the first is not after
/// the query's last day and the last is not before the query's first. An event known by its month
/// has the two the other way round: it is found where the whole month is asked for.
pub fn event_days(when: &When) -> (Date, Date) {
    if when.precision < 3 {
        return (when.date, when.end.unwrap_or(when.date).max(when.date));
    }
    let first = when.date.first_of_month();
    (first.last_of_month(), first)
}

/// Whether an incident came to us more than three days after its day.
pub fn is_late(incident: &Incident) -> bool {
    incident.day().is_some_and(|day| {
        let limit = day.checked_add(Span::new().days(3)).unwrap_or(Date::MAX);
        incident.first_reported.to_zoned(TimeZone::UTC).date() > limit
    })
}

/// The form in which publishers are compared.
pub fn publisher_form(text: &str) -> String {
    crate::text::fold(text.trim())
}

impl Query {
    /// Whether the incident, or the report without one, is what the query asks for.
    pub fn matches(&self, view: &IncidentView<'_>) -> bool {
        node(&self.root, view, self.now)
    }
}

fn node(it: &Node, view: &IncidentView<'_>, now: Timestamp) -> bool {
    match it {
        Node::And(parts) => parts.iter().all(|it| node(it, view, now)),
        Node::Or(parts) => parts.iter().any(|it| node(it, view, now)),
        Node::Not(inner) => !node(inner, view, now),
        Node::Term(it) => term(it, view, now),
    }
}

fn term(it: &Term, view: &IncidentView<'_>, now: Timestamp) -> bool {
    let of_report = |test: &dyn Fn(&ReportView<'_>) -> bool| view.reports.iter().any(test);
    match it {
        Term::Source(named) => of_report(&|it| named.any.iter().any(|id| id == it.source)),
        Term::Publisher(name) => of_report(&|it| is_publisher(it.publisher, name)),
        Term::Language(lang) => of_report(&|it| it.lang == *lang),
        Term::Since(period) => of_report(&|it| within(it.reported, period.since(now))),
        Term::Until(period) => of_report(&|it| within(it.reported, period.until(now))),
        Term::Word(word) => {
            let needles = needles(word);
            of_report(&|it| needles.iter().any(|needle| it.words.contains(needle.as_str())))
        }
        Term::Phrase(words) => of_report(&|it| it.words.contains(&format!(" {words} "))),
        Term::On(period) => on(view, period.days(now)),
        Term::Undated(yes) => undated(view) == *yes,
        _ => view.incident.is_some_and(|incident| of_incident(it, incident)),
    }
}

fn of_incident(it: &Term, incident: &Incident) -> bool {
    let place = &incident.place;
    match it {
        Term::Actor(part, named) => {
            incident.parties.iter().any(|it| has_part(it.role, *part) && named.any.contains(&it.id))
        }
        Term::Object(word) => incident.target.as_ref() == Some(word),
        Term::Town(reach, named) => {
            let near = match reach {
                Reach::Town => place.precision == Some(1),
                Reach::Near => matches!(place.precision, Some(1 | 2)),
            };
            near && place.town_id.is_some_and(|id| named.any.contains(&id))
        }
        Term::Region(named) => named.any.iter().any(|(country, name)| {
            place.country.as_ref() == Some(country) && place.admin1.as_ref() == Some(name)
        }),
        Term::Country(named) => place.country.as_ref().is_some_and(|it| named.any.contains(it)),
        Term::Kind(named) => {
            named.any.contains(&incident.event)
                || incident.also.iter().any(|it| named.any.contains(it))
        }
        Term::Realis(realis) => incident.realis == *realis,
        Term::Verification(verification) => incident.verification == *verification,
        Term::Number(number, amount) => {
            let value = match number {
                Number::Severity => Some(u32::from(incident.severity)),
                Number::Deaths => incident.deaths.best,
                Number::Wounded => incident.wounded.best,
            };
            amount
                .bounds()
                .is_some_and(|(low, high)| value.is_some_and(|value| (low..=high).contains(&value)))
        }
        Term::Late(yes) => is_late(incident) == *yes,
        Term::Person(named) => incident.people.iter().any(|it| {
            let name = search_form(&it.name);
            named.any.iter().any(|known| name.contains(&format!(" {known} ")))
        }),
        Term::Ids(ids) => ids.contains(&incident.id),
        _ => false,
    }
}

fn has_part(role: Role, part: Part) -> bool {
    match part {
        Part::Any => true,
        Part::Attacker => role == Role::Attacker,
        Part::Target => role == Role::Target,
    }
}

fn is_publisher(publisher: &str, name: &str) -> bool {
    let publisher = publisher_form(publisher);
    publisher.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn within(at: Timestamp, (from, to): Instants) -> bool {
    from.is_none_or(|it| at >= it) && to.is_none_or(|it| at < it)
}

fn on(view: &IncidentView<'_>, (from, to): Days) -> bool {
    let overlaps = |(first, last): (Date, Date)| {
        from.is_none_or(|it| last >= it) && to.is_none_or(|it| first <= it)
    };
    match view.incident {
        Some(incident) => incident.when.as_ref().is_some_and(|it| overlaps(event_days(it))),
        None => view
            .reports
            .iter()
            .any(|it| it.published.is_some_and(|it| overlaps((it.day(), it.day())))),
    }
}

fn undated(view: &IncidentView<'_>) -> bool {
    match view.incident {
        Some(incident) => incident.when.is_none(),
        None => view.reports.iter().all(|it| it.published.is_none()),
    }
}
