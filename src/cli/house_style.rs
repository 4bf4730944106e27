//! `boardpack new house-style`: reads what the council's papers are set in, and has a style on top of it
//! written. It changes no file that is there.

use super::args::NewHouseStyle;
use super::new::{NewContext, NewFile};
use crate::failure::Failure;
use crate::finding::Sources;
use crate::load::look_up;
use crate::load::node::Node;
use crate::skeleton::{house_style, wordmark};
use crate::style::named;
use crate::value::Id;

/// What a style extends where the council's own cannot be known.
const PLAIN: &str = "plain";

impl NewContext<'_> {
    /// The files of a new house style.
    pub(super) fn house_style(&self, new: &NewHouseStyle) -> Result<NewFile, Failure> {
        let folder = &self.settings.folder;
        let name = new.name.as_str();
        let own = folder.list("templates").unwrap_or_default();
        let known = named(own.iter().map(String::as_str));
        if Id::parse(name).is_none() {
            return Err(Failure::usage(
                format!("`{name}` is not a name for a house style"),
                format!("it has small letters, digits and _, and begins with a letter: {}", Id::near(name)),
            ));
        }
        if name == "base" || known.iter().any(|other| other == name) {
            return Err(Failure::usage(
                format!("there is a house style `{name}` already, and it is left as it is"),
                format!("go on in its files, or choose a name other than base, {}", known.join(", ")),
            ));
        }
        let path = format!("templates/{name}/style.toml");
        let mut unsaid = Sources::default();
        let council = look_up(folder, "council.toml", &mut unsaid);
        let style = council.as_ref().and_then(|found| found.document.root.table()?.get("style")?.text());
        let extends = style.map(|text| text.string.as_str()).filter(|s| known.iter().any(|k| k == s));
        let extends = extends.unwrap_or(PLAIN);
        let council_name = council.as_ref().and_then(|found| found.document.root.table()?.get("name"));
        let council = council_name.and_then(Node::text).map_or("the council", |text| text.string.trim());
        let said = vec![
            format!(
                "a house style on top of `{extends}`: take the # from a line of {path} to change what it says"
            ),
            format!(
                "boardpack build --specimen {name} shows every element of it in out/specimens/{name}.pdf"
            ),
            format!("style = \"{name}\" in council.toml, or in the file of a board, sets papers in it"),
        ];
        Ok(NewFile {
            path,
            text: house_style(name, extends, council),
            others: vec![(format!("templates/{name}/wordmark.svg"), wordmark().into_bytes())],
            said,
        })
    }
}
