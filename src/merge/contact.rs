//! Whom to ask, as papers print it. Numbers of telephones and addresses stay as they were typed.

use super::quotes;
use crate::check;
use crate::model::Contact;
use crate::style::Tokens;

/// A person as papers in that style print them.
pub(super) fn contact(person: &check::Person, tokens: &Tokens) -> Contact {
    let lines =
        [Some(&person.name), person.role.as_ref(), person.team.as_ref(), person.organisation.as_ref()];
    let typed = |p: &check::PlainText| (p.text.clone(), p.span);
    Contact {
        lines: lines
            .into_iter()
            .flatten()
            .map(|line| (quotes::with_quotes(&line.text, tokens), line.span))
            .collect(),
        phone: person.phone.as_ref().map(typed),
        email: person.email.as_ref().map(typed),
    }
}
