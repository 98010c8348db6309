//! Which addresses may be asked: none of another scheme, and none in a private network unless the
//! source's own entry says so.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::{Ask, FetchError};

/// How far a request may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Reach {
    /// Public addresses only, which is looked at again once names are resolved.
    Public,
    /// Any address.
    Any,
}

/// Whether an address may be asked, and how far the connection may reach.
pub(super) fn check(url: &Url, ask: &Ask) -> Result<Reach, FetchError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(FetchError::Scheme(url.to_string()));
    }
    if ask.allow_private {
        return Ok(Reach::Any);
    }
    let private = match url.host() {
        Some(Host::Ipv4(it)) => is_private(it.into()),
        Some(Host::Ipv6(it)) => is_private(it.into()),
        Some(Host::Domain(name)) => is_local_name(name),
        None => return Err(FetchError::Scheme(url.to_string())),
    };
    if !private {
        return Ok(Reach::Public);
    }
    // What the user wrote down outright is meant; what a redirect leads to is not.
    let home = ask.home.as_deref().and_then(|it| Url::parse(it).ok());
    if home.is_some_and(|it| it.origin() == url.origin()) {
        Ok(Reach::Any)
    } else {
        Err(FetchError::Private(url.host_str().unwrap_or_default().to_owned()))
    }
}

fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

/// Whether an address lies in a network that the public internet does not reach.
pub(super) fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => is_private_v6(ip),
    }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || a == 100 && (64..128).contains(&b)
        || a == 192 && b == 0 && c == 0
        || a == 198 && (18..20).contains(&b)
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    let bytes = ip.octets();
    let embedded = |at: usize| match bytes.get(at..at + 4) {
        Some(&[first, second, third, fourth]) => {
            is_private_v4(Ipv4Addr::new(first, second, third, fourth))
        }
        _ => true,
    };
    // Translated, tunnelled and mapped addresses carry another within.
    match ip.segments() {
        [0x64, 0xff9b, ..] | [0, 0, 0, 0, 0, 0xffff, ..] => embedded(12),
        [0x2002, ..] => embedded(2),
        [0x2001, 0xdb8, ..] => true,
        _ => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_multicast()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
        }
    }
}

/// A name that resolves to private addresses only.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` resolves to a private address")]
pub(super) struct PrivateName(pub(super) String);

/// A name that does not resolve.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct NoSuchName(String);

/// The system's resolver, less the addresses that are out of reach.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolver {
    reach: Reach,
}

impl Resolver {
    pub(super) fn new(reach: Reach) -> Arc<Self> {
        Arc::new(Self { reach })
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.reach;
        Box::pin(async move {
            let found = look_up(name.as_str()).await.map_err(|why| NoSuchName(why.to_string()))?;
            let reachable: Vec<_> = found
                .into_iter()
                .filter(|it| reach == Reach::Any || !is_private(it.ip()))
                .collect();
            if reachable.is_empty() {
                return Err(PrivateName(name.as_str().to_owned()).into());
            }
            Ok(Box::new(reachable.into_iter()) as Addrs)
        })
    }
}

#[cfg(not(test))]
async fn look_up(name: &str) -> std::io::Result<Vec<SocketAddr>> {
    Ok(tokio::net::lookup_host((name, 0)).await?.collect())
}

/// Names of the tests' own, without a network.
#[cfg(test)]
fn look_up(name: &str) -> std::future::Ready<std::io::Result<Vec<SocketAddr>>> {
    let inside = SocketAddr::from(([127, 0, 0, 1], 0));
    std::future::ready(match name {
        "inside.example" => Ok(vec![inside]),
        "both.example" => Ok(vec![inside, SocketAddr::from(([192, 0, 78, 24], 0))]),
        _ => Err(std::io::ErrorKind::NotFound.into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_ip(text: &str, private: bool) {
        assert_eq!(is_private(text.parse().unwrap()), private, "{text}");
    }

    #[test]
    fn private_networks_are_known() {
        for it in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
        ] {
            check_ip(it, true);
        }
        for it in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450::1", "64:ff9b::808:808"] {
            check_ip(it, false);
        }
    }

    #[track_caller]
    fn check_reach(url: &str, home: &str, expected: Option<Reach>) {
        let ask = Ask { home: Some(home.into()), ..Ask::for_url(url) };
        assert_eq!(check(&Url::parse(url).unwrap(), &ask).ok(), expected, "{url} from {home}");
    }

    async fn resolved(name: &str, reach: Reach) -> Option<Vec<IpAddr>> {
        let name = name.parse().expect("a name");
        let found = Resolver::new(reach).resolve(name).await.ok()?;
        Some(found.map(|it| it.ip()).collect())
    }

    #[tokio::test]
    async fn a_public_name_leads_to_public_addresses_only() {
        let public = IpAddr::from([192, 0, 78, 24]);
        assert_eq!(resolved("inside.example", Reach::Public).await, None);
        assert_eq!(resolved("both.example", Reach::Public).await, Some(vec![public]));
        assert_eq!(resolved("inside.example", Reach::Any).await.map(|it| it.len()), Some(1));
    }

    /// A server on this machine under a public name is refused before a byte is sent to it.
    #[tokio::test]
    async fn a_public_name_of_a_private_server_is_refused() {
        use crate::fetch::{Fetch, Http};
        let server = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        server.set_nonblocking(true).expect("a setting");
        let port = server.local_addr().expect("an address").port();
        let url = format!("http://inside.example:{port}/feed");
        let answer = Http::new(&crate::config::Fetch::default()).get(&Ask::for_url(&url)).await;
        assert!(matches!(&answer, Err(FetchError::Private(_))), "{answer:?}");
        assert!(server.accept().is_err(), "it was asked");
    }

    #[test]
    fn only_a_sources_own_origin_may_be_private() {
        let public = "https://news.example/feed";
        check_reach(public, public, Some(Reach::Public));
        check_reach("http://127.0.0.1:8080/feed", public, None);
        check_reach("http://127.0.0.1:8080/b", "http://127.0.0.1:8080/a", Some(Reach::Any));
        check_reach("http://127.0.0.1:9/b", "http://127.0.0.1:8080/a", None);
        check_reach("http://localhost:8080/", public, None);
        check_reach("http://[::ffff:10.0.0.1]/", public, None);
        check_reach("http://0x7f.1/", public, None);
        check_reach("file:///etc/passwd", public, None);
        check_reach("ftp://news.example/", public, None);
    }
}
