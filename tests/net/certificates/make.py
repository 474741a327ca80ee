"""Makes the certificates of the hostile world once more (by hand: `python make.py`, needs `cryptography`).

They are made for tests only; their keys are worth nothing. Valid ones last until 2120.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

HERE = Path(__file__).parent
BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC)


def name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, common),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def make(subject, issuer, key, signer, *, names=(), ca=False, begin=BEGIN, end=END, caissuers=True):
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    if ca:
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        builder = builder.add_extension(usage, critical=True)
    if names:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False
        )
    if caissuers and not ca:
        place = x509.UniformResourceIdentifier("http://authority.test/intermediate.der")
        access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, place)
        builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
    return builder.sign(signer, hashes.SHA256())


def pem(certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def key_pem(key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def main() -> None:
    root, middle, leaf, stranger = (ec.generate_private_key(ec.SECP256R1()) for _ in range(4))
    root_certificate = make("World Root", "World Root", root, root, ca=True)
    middle_certificate = make("World Intermediate", "World Root", middle, root, ca=True)
    (HERE / "root.pem").write_bytes(pem(root_certificate))
    both = pem(middle_certificate)

    def write(file: str, certificate, chain: bytes = both) -> None:
        (HERE / f"{file}.pem").write_bytes(key_pem(leaf) + pem(certificate) + chain)

    def signed(**named):
        named.setdefault("names", ("*.world.test", "*.world.internal"))  # lychee asks nothing below .test
        return make("World", "World Intermediate", leaf, middle, **named)

    write("good", signed())
    write("lonely", signed(), b"")
    write("expired", signed(begin=datetime(2020, 1, 1, tzinfo=UTC), end=datetime(2021, 3, 5, tzinfo=UTC)))
    write("early", signed(begin=datetime(2110, 1, 1, tzinfo=UTC)))
    write("wrong", signed(names=("other.example", "www.other.example")))
    write("selfsigned", make("World", "World", leaf, leaf, names=("*.world.test",)), b"")
    write(
        "stranger",
        make("World", "Nobody Knows", leaf, stranger, names=("*.world.test",), caissuers=False),
        b"",
    )


if __name__ == "__main__":
    main()
