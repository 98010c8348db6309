//! How many dead, wounded, taken: numbers with the noun that they count and the act that counts
//! them.
//!
//! A number counts people when its noun is a party, a person word, or a casualty noun itself
//! ("14 morts"). What happened to them is told by the casualty word right before the number, else
//! by the first one after it whose subject they are. Vehicles, distances, hours and the like are
//! never people; "including three women" is a part of a number already given. Numbers of one list
//! add up; one victim needs no number.

use std::ops::Range;

use crate::model::{Scope, TollKind};
use crate::text::token::Gap;
use crate::theatre::Names;

use super::clauses::{Part, Sentence};
use super::closed::casualties::SPARED;
use super::counting::{Counted, counted, is_body, is_found, is_placed};
use super::fates::{self, Fate};
use super::found::Found;
use super::implied;
use super::lists;
use super::meaning::{Act, Cue, Meaning};
use super::numbers::NumberExpr;
use super::totals::{is_of_losses, is_raised, is_total, scope, toll_bounds, total_of};
use super::victims;

/// The tolls of a part.
pub(super) fn find(names: &Names, sentence: &Sentence<'_>, part: &Part) -> Vec<Found> {
    let passage = sentence.passage;
    let dealt = lists::dealt(sentence, part);
    let last = fates::inherited(part);
    let mut reading = Reading { names, sentence, part, last, firsts: vec![], found: vec![] };
    let mut subset = None;
    let mut ones = victims::named(names, sentence, part).into_iter().peekable();
    let inside = |it: &&NumberExpr| {
        part.range.contains(&it.range.start) && it.range.end <= sentence.range.end
            || dealt.is_some_and(|own| own == *it)
    };
    for number in passage.numbers.iter().filter(inside) {
        while let Some(one) = ones.next_if(|it| it.from < number.range.start) {
            reading.one(one);
        }
        if dealt
            .is_some_and(|own| own != number && own.range.start.abs_diff(number.range.start) < 14)
        {
            continue;
        }
        // "Of whom 49 gendarmes and four civilians": the list goes on.
        let listed = subset.is_some_and(|end| {
            lists::goes_on(passage, end, number.range.start)
                && !lists::opens_a_clause(sentence, end, number)
        });
        if lists::is_subset(sentence, number) || listed {
            subset = Some(number.range.end);
            let leads = passage.tokens.word(number.range.end);
            if !(is_placed(sentence, number) && matches!(leads, "in" | "a" | "at" | "في" | "au"))
            {
                continue;
            }
            // "Nine dead, of whom seven in A and two in B": the parts stand for the sum.
            reading.found.clear();
        }
        if number.low == Some(0)
            || lists::is_compared(sentence, number)
            || lists::speaks(sentence, number.range.start)
        {
            continue;
        }
        reading.number(number, dealt.is_some());
    }
    ones.for_each(|it| reading.one(it));
    let mut found = reading.found;
    found.sort_by_key(|it| it.range.start);
    lists::settle_details(&mut found);
    lists::drop_sums(&mut found);
    let mut out = lists::add_up(found, super::parties::index_of(names, "civilians"));
    implied::add_implied(sentence, part, &mut out);
    out
}

/// The numbers of one part, read from left to right.
struct Reading<'a, 'p> {
    names: &'a Names,
    sentence: &'a Sentence<'p>,
    part: &'a Part,
    /// What happened to those counted last.
    last: Option<TollKind>,
    /// Persons at the head of a list whose word is still to come.
    firsts: Vec<victims::One>,
    found: Vec<Found>,
}

impl Reading<'_, '_> {
    /// Whether what starts at a token goes on with the list of what was counted last.
    fn goes_on(&self, start: usize) -> bool {
        self.found
            .last()
            .is_some_and(|it| lists::goes_on(self.sentence.passage, it.range.end, start))
    }

    fn push(&mut self, kind: TollKind, side: Option<u16>, range: Range<usize>) -> &mut Found {
        let listed = self.goes_on(range.start);
        let list = self.found.last().map_or(0, |it| if listed { it.list } else { it.list + 1 });
        self.last = Some(kind);
        self.found.push(Found {
            kind,
            side,
            beside: None,
            low: Some(1),
            high: Some(1),
            scope: Scope::Event,
            provisional: false,
            former: false,
            total: false,
            more: false,
            implied: false,
            detail: false,
            listed,
            placed: false,
            list,
            range,
        });
        let at = self.found.len() - 1;
        &mut self.found[at]
    }

    /// One person without a number; the first ones of a list wait for the word that tells of all.
    fn one(&mut self, one: victims::One) {
        // "Un supplétif civil": a noun in apposition to one that is counted.
        if self.found.last().is_some_and(|it| one.from < it.range.end) {
            return;
        }
        let listed = self.goes_on(one.from).then_some(self.last).flatten();
        if let Some(kind) = one.kind.or(listed) {
            self.settle(kind, one.from);
            let more = lists::is_more(self.sentence.passage, one.from, one.to);
            self.push(kind, one.side, one.from..one.to).more = more;
            self.companions(kind, one.side, one.to);
        } else {
            let passage = self.sentence.passage;
            self.firsts.retain(|it| lists::goes_on(passage, it.to, one.from));
            self.firsts.push(one);
        }
    }

    /// Counts those who wait, if the list goes on from them to a token.
    fn settle(&mut self, kind: TollKind, start: usize) {
        let passage = self.sentence.passage;
        let firsts = std::mem::take(&mut self.firsts);
        let Some(last) = firsts.last() else { return };
        if lists::goes_on(passage, last.to, start) {
            for it in firsts {
                self.push(kind, it.side, it.from..it.to);
            }
        }
    }

    fn number(&mut self, number: &NumberExpr, dealt: bool) {
        let (sentence, part) = (self.sentence, self.part);
        let counted = counted(self.names, sentence, number)
            .or_else(|| dealt.then_some(Counted::Bare(number.range.end)));
        let Some(counted) = counted else {
            // Things break the list of people.
            self.last = self.last.filter(|_| number.weak || names_deeds(sentence, number));
            return;
        };
        let detail = self.details(number, &counted);
        let Some((kind, side, end)) = detail.or_else(|| self.kind_of(number, &counted)) else {
            return;
        };
        // "Two of the wounded died": they come on top of the dead of that day.
        let died =
            kind == TollKind::Dead && matches!(counted, Counted::Casualties(TollKind::Wounded, _));
        let bounds = toll_bounds(sentence, number);
        let placed = is_placed(sentence, number);
        // "Four militants and two soldiers died in A": the place is that of the whole list.
        let shared = lists::joins(sentence.passage, number.range.start)
            && self.goes_on(number.range.start)
            && self.found.last().is_some_and(|it| !it.placed);
        if placed && !shared {
            lists::drop_wholes(&mut self.found, number, kind);
        }
        let scope = scope(sentence, part, number);
        let total = is_total(sentence, number) && scope == Scope::Event;
        // "Bringing the toll to 14": the new total stands for what came before it; that of a year
        // or of an area's war stands beside it.
        if total {
            let low = number.low.unwrap_or(0);
            // "Putting its own losses at 16": the other side's dead stand.
            let own = |it: &Found| it.side.is_some() && is_of_losses(sentence, number);
            self.found.retain(|it| it.kind != kind || own(it) || it.low.is_none_or(|it| it > low));
        }
        let provisional = sentence.passage.has_cue(&part.range, Cue::Provisional);
        let beside = self
            .found
            .last()
            .and_then(|it| it.side)
            .filter(|_| side.is_none() && fates::is_loss(sentence.passage, number.range.start));
        let side = side.or_else(|| fates::loser(self.names, sentence, number.range.start));
        self.settle(kind, number.range.start);
        let one = number.low == Some(1) && number.high == Some(1);
        // "X and four others" go on with X, not with those of another sentence.
        let more = lists::is_more(sentence.passage, number.range.start, end)
            && (!self.found.is_empty() || !lists::joins(sentence.passage, number.range.start));
        let alone = !self.goes_on(number.range.start);
        let behind_one = || {
            self.found.is_empty()
                && lists::has_unnamed(sentence, number)
                && fates::before(sentence, number.range.start)
                    .map(|it| it.0)
                    .or_else(|| fates::heading(sentence, number.range.start))
                    .is_some()
        };
        let principal = alone && (lists::has_principal(sentence.passage, number) || behind_one());
        let enemy = self.camp(number.range.start, end);
        let found = self.push(kind, side, number.range.start..end);
        found.beside = beside;
        found.former = lists::is_replaced(sentence, number);
        found.detail = detail.is_some();
        found.total = total && !found.former && is_raised(sentence, number);
        found.more = more || died;
        match enemy {
            Some((true, index)) => found.side = found.side.or(Some(index)),
            Some((false, index)) => found.beside = found.beside.or(Some(index)),
            None => {}
        }
        let one_more = |it: u32| it + u32::from(principal);
        (found.low, found.high) = (bounds.0.map(one_more), bounds.1.map(one_more));
        (found.scope, found.provisional, found.placed) = (scope, provisional, placed);
        if one {
            self.companions(kind, side, end);
        }
    }

    /// "Ten people: seven soldiers and three civilians": what stands behind a colon or a dash are the parts of
    /// the number before it.
    fn details(
        &self,
        number: &NumberExpr,
        counted: &Counted,
    ) -> Option<(TollKind, Option<u16>, usize)> {
        let passage = self.sentence.passage;
        let opens = passage
            .tokens
            .get(number.range.start)
            .is_some_and(|it| it.gap.has(Gap::COLON.with(Gap::DASH)));
        let whole = self.found.last().filter(|it| it.low.is_some())?;
        let near = number.range.start - whole.range.end.min(number.range.start) <= 12;
        match *counted {
            Counted::People(side, end) if opens && near => Some((whole.kind, side, end)),
            Counted::Unknown(end) if opens && near => Some((whole.kind, None, end)),
            _ => None,
        }
    }

    /// "Un berger et son fils": those who belong to the one counted last.
    fn companions(&mut self, kind: TollKind, side: Option<u16>, at: usize) {
        if let Some((range, many)) = victims::companion(self.sentence.passage, at) {
            let found = self.push(kind, side, range);
            (found.low, found.high) = (Some(many), Some(many));
        }
    }

    /// "Côté ennemi, 21 morts", "dans nos rangs": on which side the counted fought, against the fighters
    /// without a name.
    fn camp(&self, start: usize, end: usize) -> Option<(bool, u16)> {
        let passage = self.sentence.passage;
        let from = start.saturating_sub(5).max(self.sentence.range.start);
        let near = |at: usize| {
            (at.min(start)..start).all(|it| {
                !passage
                    .tokens
                    .get(it + 1)
                    .is_some_and(|t| t.gap.has(Gap::SEMICOLON.with(Gap::STOP)))
            })
        };
        let enemy = (from..start).chain(end..end + 3).rev().find_map(|at| {
            match passage.tokens.word(at) {
                "ennemi" | "ennemie" | "enemy" | "adverse" | "العدو" if near(at) => Some(true),
                "ami" | "amie" | "friendly" | "nos" | "our" | "صفوفنا" if near(at) => {
                    Some(false)
                }
                _ => None,
            }
        })?;
        super::parties::index_of(self.names, "unidentified").map(|it| (enemy, it))
    }

    /// What happened to those counted, whose they are, and where the words end.
    fn kind_of(
        &self,
        number: &NumberExpr,
        counted: &Counted,
    ) -> Option<(TollKind, Option<u16>, usize)> {
        let (sentence, part) = (self.sentence, self.part);
        let start = number.range.start;
        let before = || fates::before(sentence, start).map(|it| it.0);
        let after = |end: usize| fates::after(self.names, sentence, part, end);
        let near = |end: usize, reach: usize| {
            // "Two customs officers and a civilian were killed": past the rest of the list.
            let reach = if lists::is_and(sentence.passage, end + 1) { reach + 4 } else { reach };
            after(end).filter(|it: &Fate| it.1 <= end + reach).map(|it| it.0)
        };
        let listed = lists::is_listed(sentence.passage, start);
        let total = total_of(sentence, number);
        // "Deux autres n'ont pas…", "and two elders said": a clause or voice of their own.
        let apart = |end: usize| is_apart(sentence.passage, end);
        let last = |end: usize| self.last.filter(|_| listed && !apart(end));
        match *counted {
            Counted::Casualties(TollKind::Wounded, end)
                if after(end).is_some_and(|it| {
                    it.1 <= end + 4 && fates::is_dying(sentence.passage, it.1)
                }) =>
            {
                Some((TollKind::Dead, None, end))
            }
            Counted::Casualties(kind, end) => Some((kind, None, end)),
            Counted::People(side, end) => {
                if total.is_none() && fates::is_doer(sentence, start) {
                    // "By two attackers, who died in the assault".
                    let word = sentence.passage.tokens.word(end);
                    let relative = matches!(word, "qui" | "who" | "الذين");
                    return near(end, 6).filter(|_| relative).map(|it| (it, side, end));
                }
                let kind = match (before(), listed) {
                    (Some(before), true) => near(end, 2).unwrap_or(before),
                    (Some(before), false) => before,
                    (None, true) => near(end, 4)
                        .or_else(|| last(end))
                        .or_else(|| after(end).map(|it| it.0))
                        .or_else(|| fates::heading(sentence, start).filter(|_| !apart(end)))?,
                    (None, false) if total.is_some() => near(end, 2).or(total)?,
                    (None, false) if lists::is_added(sentence.passage, start) => {
                        fates::beyond(sentence, end)?
                    }
                    (None, false) => after(end)?.0,
                };
                Some((kind, side, end))
            }
            Counted::Bare(end) => {
                let last = self.last.filter(|_| !apart(end));
                let kind = total.or_else(before).or_else(|| near(end, 4)).or(last);
                // "Killing one and wounding two": right behind its verb an article is a number.
                let verb = || fates::before(sentence, start).is_some_and(|it| it.1 + 1 == start);
                // "One was later found dead": and so is one that is a subject.
                let subject =
                    || matches!(sentence.passage.tokens.word(end), "was" | "has" | "died" | "est");
                kind.filter(|_| !number.weak || verb() || subject()).map(|it| (it, None, end))
            }
            Counted::Unknown(_) if is_where(sentence, start) => None,
            Counted::Unknown(end) => {
                let listed = self.last.filter(|_| lists::joins(sentence.passage, start));
                let kind = before().or_else(|| near(end, 3)).or(total).or(listed)?;
                Some((kind, None, end))
            }
        }
    }
}

/// "Killed in two hamlets", "shot from three sides": behind a preposition of place stand no people.
fn is_where(sentence: &Sentence<'_>, start: usize) -> bool {
    start > sentence.range.start
        && matches!(
            sentence.passage.tokens.word(start - 1),
            "in" | "from" | "at" | "against" | "dans" | "contre" | "في" | "علي"
        )
}

/// "In two attacks, seven in A": deeds that are counted do not break the list of people.
fn names_deeds(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let near = number.range.start..number.range.end + 3;
    sentence.passage.hits_in(&near).first().is_some_and(|it| {
        it.meanings.iter().any(|m| matches!(m, Meaning::Act(act, _) if act.is_violent()))
    })
}

/// Whether a verb that tells no casualty follows those who are counted.
fn is_apart(passage: &super::reading::Passage, end: usize) -> bool {
    let own = matches!(
        passage.tokens.word(end),
        "ont" | "sont" | "n" | "were" | "was" | "have" | "had" | "are" | "has" | "said" | "told"
    );
    let joined = passage.tokens.get(end).is_some_and(|it| it.gap.joins());
    // "Two residents and a security source said": those who are listed speak.
    let speak = lists::is_and(passage, end + 1)
        && (end + 1..end + 6).any(|at| {
            passage.hits_in(&(at..at + 1)).iter().any(|it| it.from == at && it.is_cue(Cue::Say))
                && (end..=at).all(|it| passage.tokens.get(it).is_some_and(|it| it.gap.joins()))
        });
    let says = passage.hits_in(&(end..end + 1));
    let spared = SPARED.contains(&passage.tokens.word(end));
    joined
        && (own
            || speak
            || spared
            || says.first().is_some_and(|it| it.from == end && it.is_cue(Cue::Say)))
}

/// Acts that leave casualties without a number ("leaving dead and wounded") count nothing.
pub(super) fn is_casualty(act: Act) -> bool {
    act.toll().is_some()
}

/// A sentence that gives a toll and no other word of casualties tells of dead: "sources put the toll at
/// 24", "le bilan est de douze".
pub(super) fn add_total(
    passage: &super::reading::Passage,
    range: &Range<usize>,
    triggers: &mut Vec<super::triggers::Trigger>,
) {
    if triggers.iter().any(|it| it.act.toll() == Some(TollKind::Dead)) {
        return;
    }
    let harmed = triggers.iter().any(|it| is_casualty(it.act));
    let toll = range.clone().find(|&at| {
        let told = matches!(passage.tokens.word(at), "toll" | "bilan" | "حصيله" | "الحصيله");
        counted_bodies(passage, at)
            || told
                && !harmed
                && passage.numbers.iter().any(|it| {
                    it.range.start > at
                        && it.range.start <= at + 10
                        && it.range.end <= range.end
                        && !it.weak
                })
    });
    if let Some(from) = toll {
        let at = triggers.partition_point(|it| it.from < from);
        let form = super::meaning::Form::Noun;
        triggers.insert(at, super::triggers::Trigger { act: Act::Kill, form, from, to: from + 1 });
    }
}

/// "Counted 56 bodies", "70 corps ont été retrouvés", عثر على جثة: the dead are found.
fn counted_bodies(passage: &super::reading::Passage, at: usize) -> bool {
    let word = passage.tokens.word(at);
    let counts = |it: &NumberExpr| !it.weak && (it.range.end == at || it.range.end + 1 == at);
    let one = matches!(word, "body" | "corps" | "cadavre" | "جثه");
    is_body(word) && passage.numbers.iter().any(counts) || one && is_found(passage, at)
}

/// Whether a part tells nothing but that people died or were hurt, without a doer.
pub(super) fn only_suffers(sentence: &Sentence<'_>, part: &Part) -> bool {
    part.triggers.iter().all(|it| is_casualty(it.act) && fates::is_undergone(sentence, it))
}
