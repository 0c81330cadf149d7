//! Maps and sets as mere lists, for the few things that a widget keeps in them.

use std::borrow::Borrow;

/// Entries in the order in which they came.
#[derive(Debug)]
pub(crate) struct HashMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for HashMap<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Eq, V> HashMap<K, V> {
    pub(crate) fn with_capacity(_: usize) -> Self {
        Self(Vec::new())
    }

    pub(crate) fn get<Q: Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        for (other, value) in &self.0 {
            if other.borrow() == key {
                return Some(value);
            }
        }
        None
    }

    pub(crate) fn contains_key(&self, key: &K) -> bool {
        self.get(key).is_some()
    }

    /// Only ever called with a key that isn't there yet.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        self.0.push((key, value));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<K, V> FromIterator<(K, V)> for HashMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut list = Vec::new();
        for entry in entries {
            list.push(entry);
        }
        Self(list)
    }
}

/// Values in the order in which they came.
#[derive(Debug)]
pub(crate) struct HashSet<K>(Vec<K>);

impl<K> Default for HashSet<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Eq> HashSet<K> {
    pub(crate) fn insert(&mut self, key: K) -> bool {
        let is_new = !self.0.contains(&key);
        if is_new {
            self.0.push(key);
        }
        is_new
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &K> {
        self.0.iter()
    }

    pub(crate) fn retain(&mut self, is_kept: impl FnMut(&K) -> bool) {
        self.0.retain(is_kept);
    }
}

/// Entries in the order of their keys.
#[derive(Debug)]
pub(crate) struct BTreeMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for BTreeMap<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> BTreeMap<K, V> {
    pub(crate) fn insert(&mut self, key: K, value: V) {
        let mut at = self.0.len();
        while at > 0 && self.0[at - 1].0 > key {
            at -= 1;
        }
        if at > 0 && self.0[at - 1].0 == key {
            self.0[at - 1].1 = value;
        } else {
            self.0.insert(at, (key, value));
        }
    }

    pub(crate) fn pop_first(&mut self) -> Option<(K, V)> {
        if self.0.is_empty() { None } else { Some(self.0.remove(0)) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn into_values(self) -> impl DoubleEndedIterator<Item = V> {
        self.0.into_iter().map(|(_, value)| value)
    }
}
