//! `people.toml`: the directory of posts and persons, and the names that other files take from it by id. It
//! never decides how a contact looks.
//!
//! A text that looks like an id (small letters, digits, `_`) in `owners`, `recorded_vote`, `from` and
//! `signed_off.by` must be in `people.toml`; any other is a name as it is printed.

use std::collections::BTreeMap;

use super::PlainText;
use super::fields::{Fields, wrong};
use super::plain_text::plain;
use super::typed_labels::{EMAIL_LABELS, PHONE_LABELS, refuse_contact_label};
use crate::finding::{Finding, Findings, Rule, did_you_mean, list_or_command, sure_word};
use crate::load::TomlFile;
use crate::load::node::{Node, TomlEntry, TypedText};

/// A post or a person of any organisation.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The name of the person or of the post.
    pub name: PlainText,
    /// The post, where the name is a person's.
    pub role: Option<PlainText>,
    pub organisation: Option<PlainText>,
    pub team: Option<PlainText>,
    /// The telephone number as it is to be printed.
    pub phone: Option<PlainText>,
    /// The address, with one `@`.
    pub email: Option<PlainText>,
}

impl Person {
    /// A person of whom the name alone is known.
    fn named(name: PlainText) -> Self {
        Self { name, role: None, organisation: None, team: None, phone: None, email: None }
    }
}

/// Reads the directory of people by id, those with mistakes of their own too.
pub(super) fn read(document: &TomlFile, findings: &mut Findings) -> BTreeMap<String, Person> {
    let mut people = BTreeMap::new();
    let Some(table) = document.root.table() else { return people };
    for entry in &table.entries {
        if let Some(inner) = parted_id(entry) {
            for part in inner {
                let id = format!("{}_{}", entry.key, part.key);
                let message =
                    format!("the id `{}.{}` has a point in it, and ids have none", entry.key, part.key);
                findings.push(
                    Finding::error(Rule::UnknownKey, part.key_place, message).hint(format!("write [{id}]")),
                );
                let name = part.node.table().and_then(|own| own.get("name")?.text());
                people.extend(name.map(|name| (id, Person::named(plain(name)))));
            }
            continue;
        }
        let mut fields = Fields::of(&entry.node, format!("`[{}]`", entry.key), findings);
        let name = fields.required("name", "\"Community safety co-ordinator\"", findings).map(plain);
        let mut optional =
            |key| fields.text(key, findings).filter(|t| !t.string.trim().is_empty()).map(plain);
        let (role, organisation, team) = (optional("role"), optional("organisation"), optional("team"));
        let phone = fields.text("phone", findings);
        let email = fields.text("email", findings);
        if let Some(text) = phone {
            refuse_contact_label(text, &PHONE_LABELS, findings);
        }
        if let Some(text) = phone.filter(|t| !is_phone(&t.string)) {
            findings.push(
                Finding::warning(
                    Rule::ContactPhone,
                    text.span(),
                    format!("`{}` does not look like a telephone number", text.string),
                )
                .hint("write it as 01632 960000"),
            );
        }
        if let Some(text) = phone.filter(|t| with_letter_o(&t.string)) {
            let message = format!("`{}` has the letter O where a nought is meant", text.string);
            let right = text.string.replace(['O', 'o'], "0");
            findings.push(
                Finding::warning(Rule::ContactPhone, text.span(), message).hint(format!("write \"{right}\"")),
            );
        }
        let is_labelled = email.is_some_and(|text| refuse_contact_label(text, &EMAIL_LABELS, findings));
        if let Some(text) = email.filter(|t| !is_labelled && !is_email(&t.string)) {
            findings.push(not_an_email(text));
        }
        let (phone, email) = (phone.map(plain), email.filter(|t| is_email(&t.string)).map(plain));
        fields.finish(findings);
        // Without a name, which is a finding, the person is there all the same: other files may name them.
        let name = name.unwrap_or_else(|| PlainText { text: entry.key.clone(), span: entry.key_place });
        people.insert(entry.key.clone(), Person { name, role, organisation, team, phone, email });
    }
    people
}

/// The entries of persons below an id that was parted by a point, `[cllr.smith]`; `None` for any other entry.
fn parted_id(entry: &TomlEntry) -> Option<&[TomlEntry]> {
    let inner = entry.node.table()?.entries.as_slice();
    let are_tables = inner.iter().all(|part| part.node.table().is_some());
    (are_tables && !inner.is_empty()).then_some(inner)
}

/// The person with the id in `node`; a finding where there is none.
pub(super) fn person(
    key: &str,
    node: &Node,
    people: &BTreeMap<String, Person>,
    findings: &mut Findings,
) -> Option<Person> {
    let Some(text) = node.text() else {
        findings.push(wrong(key, node, "ids of people.toml, in quotes"));
        return None;
    };
    let found = people.get(&text.string);
    if found.is_none() {
        let known: Vec<&str> = people.keys().map(String::as_str).collect();
        let typed = text.string.trim().to_lowercase();
        let named = people.iter().find(|(_, person)| typed.starts_with(&person.name.text.to_lowercase()));
        let reached = people.iter().find(|(_, person)| is_reached_by(person, &typed));
        let is_name = typed.contains(' ');
        let written_out = match named {
            Some((id, person)) => {
                Some(format!("did you mean `{id}`, which is the id of {} in people.toml?", person.name.text))
            }
            None if reached.is_some() => reached.map(|(id, person)| {
                format!("write \"{id}\", the id of {} in people.toml, whose it is", person.name.text)
            }),
            None if is_name && key == "person" => Some(format!(
                "`person` is an id of people.toml; for anybody else write name = \"{}\"",
                text.string.trim()
            )),
            None if is_name => {
                Some(format!("`{key}` holds ids, which stand in [ ] in people.toml: add the person there"))
            }
            None => None,
        };
        findings.push(match written_out {
            None if is_id(&text.string) => nobody(text, people),
            written_out => Finding::error(
                Rule::UnknownContact,
                text.span(),
                format!("there is nobody `{}` in people.toml", text.string),
            )
            .label("not in people.toml")
            .hint_if(written_out.or_else(|| did_you_mean(&text.string, known.iter().copied())))
            .correct(sure_word(&text.string, known.iter().copied()).and_then(|id| text.rewrite(id)))
            .hint(if known.is_empty() {
                "make people.toml, and in it [name] with name, phone and email".to_owned()
            } else {
                format!("there are: {}", known.join(", "))
            }),
        });
    }
    found.cloned()
}

/// Whether a text is the e-mail address or the telephone number of a person, or ends with the address.
fn is_reached_by(person: &Person, typed: &str) -> bool {
    let address = person.email.as_ref().map(|email| email.text.to_lowercase());
    let is_address = address.is_some_and(|address| {
        typed == address || typed.trim_end_matches(['>', ')', ' ']).ends_with(&address)
    });
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_number = !typed.contains(char::is_alphabetic) && digits(typed).len() > 6;
    is_address || is_number && person.phone.as_ref().is_some_and(|phone| digits(&phone.text) == digits(typed))
}

/// Whether a text is written as the ids of `people.toml` are.
fn is_id(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Finds the name that is printed for a text: that of a person of `people.toml` where the text is written as
/// an id, else the text.
///
/// # Errors
/// A finding where the text is an id that nobody has.
pub(super) fn find_name(
    text: &TypedText,
    people: &BTreeMap<String, Person>,
) -> Result<PlainText, Box<Finding>> {
    let typed = text.string.trim();
    if let Some(person) = people.get(typed) {
        return Ok(PlainText { text: person.name.text.clone(), span: text.span() });
    }
    if !is_id(typed) {
        return Ok(plain(text));
    }
    Err(Box::new(nobody(text, people)))
}

/// The finding for an id that nobody has: one for all places that name it, whatever they name it for.
fn nobody(text: &TypedText, people: &BTreeMap<String, Person>) -> Finding {
    let id = text.string.trim();
    let known: Vec<&str> = people.keys().map(String::as_str).collect();
    let finding =
        Finding::error(Rule::UnknownContact, text.span(), format!("there is nobody `{id}` in people.toml"))
            .label("not in people.toml")
            .hint_if(did_you_mean(id, known.iter().copied()))
            .correct(sure_word(id, known.iter().copied()).and_then(|id| text.rewrite(id)))
            .hint_if((!known.is_empty()).then(|| list_or_command(&known, "people")));
    let file = if known.is_empty() {
        "make people.toml, with"
    } else {
        "where none of them is meant, add to people.toml"
    };
    finding.paste(
        format!("{file} the lines below, and the name of the person or the post between the quotes"),
        vec![format!("[{id}]"), "name = \"…\"".to_owned()],
    )
}

/// Finds an id of `people.toml` in place of words that are printed as they are typed.
pub(super) fn refuse_id(text: &TypedText, people: &BTreeMap<String, Person>, findings: &mut Findings) {
    let typed = text.string.trim();
    // Words alone may be meant as they stand.
    if typed.contains(' ') {
        return;
    }
    if let Some(person) = people.get(typed) {
        let message =
            format!("`{typed}` is an id of people.toml, and what stands here is printed as it is typed");
        findings.push(
            Finding::error(Rule::PersonId, text.span(), message)
                .label("would be printed")
                .hint(format!("write the words: \"{}\"", person.name.text)),
        );
    }
}

/// Reads one of a list of names, each an id of `people.toml` or a text; `None`, with a finding, where it is
/// neither.
pub(super) fn read_name(
    key: &str,
    node: &Node,
    people: &BTreeMap<String, Person>,
    findings: &mut Findings,
) -> Option<PlainText> {
    let Some(text) = node.text() else {
        findings.push(wrong(key, node, "ids of people.toml or names, in quotes"));
        return None;
    };
    find_name(text, people).map_err(|finding| findings.push(*finding)).ok()
}

/// The finding for a text that is no e-mail address, with the one address that it holds.
fn not_an_email(text: &TypedText) -> Finding {
    let typed = text.string.as_str();
    let finding =
        Finding::error(Rule::ContactEmail, text.span(), format!("`{typed}` is not an e-mail address"));
    if typed.matches('@').count() > 1 {
        return finding.hint(
            "these are several addresses, and an entry has one: keep one, and make an entry of its own for each other",
        );
    }
    let parts = typed
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"' | ',' | ';' | ':'));
    let parts = parts.map(|part| part.trim_end_matches('.'));
    let address = parts.into_iter().find(|part| is_email(part));
    // A word right before the address may be the beginning of it.
    let words: Vec<&str> = typed.split_whitespace().collect();
    let is_word =
        |word: &&str| word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let last = words.last().filter(|last| words.len() > 1 && is_email(last));
    let labels = ["address", "e-mail", "email", "mail"];
    let is_part = words
        .iter()
        .rev()
        .skip(1)
        .all(|word| is_word(word) && !word.starts_with(char::is_uppercase) && !labels.contains(word));
    if let Some(last) = last.filter(|_| is_part) {
        let joined = words.join(".");
        return finding.hint(format!(
            "an address has no blanks: write email = \"{joined}\" where the words before {last} belong to it, with a . or another sign for the blank; else email = \"{last}\""
        ));
    }
    match address {
        Some(address) => finding
            .hint(format!("write the address alone: email = \"{address}\""))
            .correct(text.rewrite(address)),
        None => finding.hint("write it as name@example.org"),
    }
}

fn is_email(address: &str) -> bool {
    let Some((user, host)) = address.split_once('@') else { return false };
    let sound =
        |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '@' | '"' | ',' | '?');
    // What a link has before an address is no part of it.
    !user.is_empty()
        && !user.contains(':')
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && address.chars().filter(|c| *c != '@').all(sound)
        && !host.contains('@')
}

/// Whether a telephone number has the letter O beside a digit, and no other letters.
fn with_letter_o(text: &str) -> bool {
    let all: Vec<char> = text.chars().collect();
    let beside = all
        .windows(2)
        .any(|pair| matches!(pair, ['O' | 'o', digit] | [digit, 'O' | 'o'] if digit.is_ascii_digit()));
    beside && all.iter().all(|c| !c.is_alphabetic() || matches!(c, 'O' | 'o'))
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (5..=15).contains(&digits)
}
