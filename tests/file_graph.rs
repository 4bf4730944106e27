//! House rules about the files inside modules: none leads back to another, and no type that other files see
//! shares its name with a second one. It reads the sources as text, and changes none.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{code, files};

/// Files that need each other by nature, with the reason. The file at the head of a folder is not counted: it
/// names what lies in the folder, and these may use what it holds.
const ALLOWED: [(&[&str], &str); 2] = [
    (&["model::block", "model::table"], "a cell holds blocks, and a table is a block"),
    (&["typeset::blocks", "typeset::table"], "a cell is set as blocks are, and a table is set among them"),
];

/// The path of a file's module: `["check", "markup", "scan"]`.
type ModulePath = Vec<String>;

/// Every source file by its module's path, with its code: no comments, and no tests at its end.
fn sources() -> BTreeMap<ModulePath, String> {
    let files = files("src", &[".rs"]).into_iter().map(|(path, text)| {
        let inner = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        (inner.split('/').map(str::to_owned).collect(), code(&text))
    });
    let found: BTreeMap<ModulePath, String> = files.collect();
    assert!(found.len() > 200, "this test has lost sight of the sources");
    found
}

/// Whether a file is the head of a folder.
fn is_head(module: &ModulePath, all: &BTreeMap<ModulePath, String>) -> bool {
    all.keys().any(|other| other.len() > module.len() && other.starts_with(module))
}

/// The paths that a list of imports names, each whole: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn imported(list: &str, before: &[String], found: &mut Vec<ModulePath>) {
    let Some(open) = list.find('{') else {
        let path = list.split(" as ").next().unwrap_or_default();
        let own = path.split("::").map(|name| name.trim().to_owned());
        found.push(before.iter().cloned().chain(own).collect());
        return;
    };
    let head = list[..open].split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let before: Vec<String> = before.iter().cloned().chain(head).collect();
    let inner = &list[open + 1..list.rfind('}').expect("a brace that closes")];
    let (mut depth, mut start) = (0, 0);
    for (at, sign) in inner.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                imported(&inner[start..at], &before, found);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner[start..].trim().is_empty() {
        imported(&inner[start..], &before, found);
    }
}

/// Every path that a file names: those of its imports, and those that begin with `crate`, `super` or `self`.
fn named(code: &str) -> Vec<ModulePath> {
    let mut found = Vec::new();
    let mut rest = String::new();
    for (n, statement) in code.split(';').enumerate() {
        let begins = statement
            .rfind("\nuse ")
            .or_else(|| statement.rfind(" use "))
            .or_else(|| (n == 0 && statement.starts_with("use ")).then_some(0));
        match begins.map(|at| statement[at..].trim_start().trim_start_matches("use ")) {
            Some(list) if !list.contains("fn ") => imported(list, &[], &mut found),
            _ => rest.push_str(statement),
        }
    }
    for word in ["crate::", "super::", "self::"] {
        for (at, _) in rest.match_indices(word) {
            let path = rest[at..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'));
            let path: String = path.collect();
            found.push(path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect());
        }
    }
    found
}

/// The file that a path leads to, as seen from a module.
fn target(path: &[String], module: &ModulePath, all: &BTreeMap<ModulePath, String>) -> Option<ModulePath> {
    let (mut base, mut left) = (module.clone(), path);
    match left.first()?.as_str() {
        "crate" => (base, left) = (Vec::new(), &left[1..]),
        "self" => left = &left[1..],
        "super" => {
            while left.first().is_some_and(|name| name == "super") {
                base.pop();
                left = &left[1..];
            }
        }
        _ => {}
    }
    let whole = [base.as_slice(), left].concat();
    let begins = (1..=whole.len()).rev().map(|length| whole[..length].to_vec());
    begins.into_iter().find(|path| all.contains_key(path)).filter(|found| found != module)
}

/// Which files each file leads to, heads of folders apart.
fn arrows(all: &BTreeMap<ModulePath, String>) -> BTreeMap<ModulePath, BTreeSet<ModulePath>> {
    let files = all.iter().filter(|(module, _)| !is_head(module, all));
    files
        .map(|(module, code)| {
            let to = named(code).into_iter().filter_map(|path| target(&path, module, all));
            (module.clone(), to.filter(|to| !is_head(to, all)).collect())
        })
        .collect()
}

/// Everything that is reached from a file.
fn reached(from: &ModulePath, arrows: &BTreeMap<ModulePath, BTreeSet<ModulePath>>) -> BTreeSet<ModulePath> {
    let (mut found, mut left) = (BTreeSet::new(), vec![from.clone()]);
    while let Some(next) = left.pop() {
        for to in arrows.get(&next).into_iter().flatten() {
            if found.insert(to.clone()) {
                left.push(to.clone());
            }
        }
    }
    found
}

#[test]
fn files_inside_modules_lead_one_way() {
    let all = sources();
    let arrows = arrows(&all);
    assert!(
        arrows.values().map(BTreeSet::len).sum::<usize>() > 500,
        "this test has lost sight of the imports"
    );
    let reach: BTreeMap<_, _> = arrows.keys().map(|from| (from.clone(), reached(from, &arrows))).collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (from, to) in reach.iter().filter(|(from, to)| to.contains(*from)) {
        let others = to.iter().filter(|other| reach[*other].contains(from));
        circles.insert(others.map(|module| module.join("::")).collect());
    }
    let allowed: BTreeSet<Vec<String>> = ALLOWED
        .iter()
        .map(|(circle, _)| circle.iter().map(|module| (*module).to_owned()).collect())
        .collect();
    assert_eq!(circles, allowed, "files that lead back to each other, and those that may");
}

#[test]
fn no_two_types_that_other_files_see_have_one_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (module, code) in sources() {
        for line in code.lines().filter(|line| line.starts_with("pub")) {
            let mut words = line.split_whitespace().skip(1).skip_while(|word| word.ends_with(')'));
            let kind = words.next().unwrap_or_default();
            if ["struct", "enum", "trait", "type", "union"].contains(&kind) {
                let name = words.next().unwrap_or_default();
                let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                places.entry(name).or_default().push(module.join("::"));
            }
        }
    }
    assert!(places.len() > 200, "this test has lost sight of the types");
    places.retain(|_, modules| modules.len() > 1);
    assert!(places.is_empty(), "each type that other files see has a name of its own: {places:#?}");
}

#[test]
fn lists_of_imports_are_read_whole() {
    let code = "use super::a::{b, c::{d, E}};\npub(crate) use crate::x::Y as Z;\nfn f() { self::g::h(); }\n";
    let found: Vec<String> = named(code).iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["super::a::b", "super::a::c::d", "super::a::c::E", "crate::x::Y", "self::g::h"]);
}
