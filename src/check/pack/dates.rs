//! The dates and times of a pack against one another. It never asks what day it is.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{ItemSpec, Standing, text};
use crate::finding::{Finding, Findings, Rule, Span};

/// The dates of a pack, with the spans at which they were typed.
pub(super) struct Dates {
    pub start: NaiveDateTime,
    /// The day on which the agenda is published.
    pub published: Option<(NaiveDate, Span)>,
    /// The day on which the meeting was called at short notice.
    pub convened: Option<(NaiveDate, Span)>,
    /// The start of the next meeting.
    pub next: Option<(NaiveDateTime, Span)>,
}

impl Dates {
    /// Finds dates of a pack that cannot all be true.
    pub(super) fn check(&self, findings: &mut Findings) {
        let mut wrong = |span, message: &str, hint: &str| {
            findings.push(Finding::error(Rule::MeetingDate, span, message).hint(hint));
        };
        let day = self.start.date();
        if let Some((next, span)) = self.next
            && next <= self.start
        {
            wrong(
                span,
                &format!("the next meeting, on {}, is not after this one, on {day}", next.date()),
                "`next` is the date and time of the meeting that follows: look at its year",
            );
        }
        if let Some((published, span)) = self.published
            && published > day
        {
            wrong(
                span,
                &format!("the agenda is published on {published}, after its meeting on {day}"),
                "`published` is the day on which the agenda goes out, before the meeting: correct its month or its day, or take it away until it is known",
            );
        }
        let Some((convened, span)) = self.convened else { return };
        let hint = "`convened` is the day on which a meeting at short notice was called; take it away where the usual notice was given";
        if convened > day {
            wrong(span, "the meeting is called after it was held", hint);
        } else if self.published.is_some_and(|(published, _)| convened > published) {
            wrong(span, "the meeting is called after its agenda is published", hint);
        }
    }

    /// Finds items with times that run backwards, papers that are due too late, and an agenda that does not
    /// say when the next meeting is.
    pub(super) fn check_items(&self, items: &[ItemSpec], standing: &Standing, findings: &mut Findings) {
        let start = self.start.time();
        let mut latest = start;
        for (time, span) in items.iter().filter_map(|item| item.time) {
            let shown = time.format("%H:%M");
            let message = if time < start {
                format!("this item is taken at {shown}, and the meeting begins at {}", start.format("%H:%M"))
            } else {
                format!("this item is taken at {shown}, and one before it at {}", latest.format("%H:%M"))
            };
            if time < latest {
                // A time before eight may be one of the afternoon.
                let later = NaiveTime::from_hms_opt(time.hour() + 12, time.minute(), 0);
                let later = later.filter(|later| time.hour() < 8 && *later >= latest);
                let afternoon = later.map(|later| {
                    format!("times are of 24 hours: where the afternoon is meant, write time = {later}")
                });
                findings.push(
                    Finding::error(Rule::ItemTime, span, message)
                        .hint_if(afternoon)
                        .hint("correct the time, or put the items in the order in which they are taken"),
                );
            }
            latest = latest.max(time);
        }
        let day = self.start.date();
        for (due, span) in items.iter().filter_map(|item| item.due).filter(|(due, _)| *due > day) {
            findings.push(
                Finding::error(Rule::MeetingDate, span, format!("the paper is due on {due}, after the meeting"))
                    .hint("`due` is the day by which the paper is to be here; what is given out at the meeting has state = \"tabled\""),
            );
        }
        let printed = items.iter().any(|item| text::print_next(&item.expressions()))
            || text::print_next(&standing.expressions());
        if let (Some((_, span)), false) = (self.next, printed) {
            findings.push(
                Finding::error(Rule::NextUnprinted, span, "the agenda ends before the date of the next meeting")
                    .label("no item prints it")
                    .hint("add, as the last item: [[item]] with title = \"Date of the next meeting\" and text = '''The next meeting is on {{ next.long }}.'''")
                    .hint("where an item has the date typed in, write {{ next.long }} in its place, so that the two cannot differ"),
            );
        }
    }
}
