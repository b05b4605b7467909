using System.Text;

namespace Dutchbook.Domain;

/// <summary>
/// Text from outside, kept as the UTF-8 it arrived in and decoded only when shown: the rules of the whole exchange are
/// hundreds of megabytes, and almost none of them are ever printed. Equality is by bytes.
/// </summary>
public readonly struct Utf8Text : IEquatable<Utf8Text>
{
    private readonly ReadOnlyMemory<byte> _bytes;

    public Utf8Text(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    public static Utf8Text Empty => default;

    public static Utf8Text From(string? text) =>
        string.IsNullOrEmpty(text) ? default : new Utf8Text(Encoding.UTF8.GetBytes(text));

    public ReadOnlySpan<byte> Span => _bytes.Span;

    public ReadOnlyMemory<byte> Memory => _bytes;

    public int Length => _bytes.Length;

    public bool IsEmpty => _bytes.IsEmpty;

    public bool Equals(Utf8Text other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Utf8Text other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    public static bool operator ==(Utf8Text left, Utf8Text right) => left.Equals(right);

    public static bool operator !=(Utf8Text left, Utf8Text right) => !left.Equals(right);

    /// <summary>The text as received: it may hold control characters and must be cleaned before a terminal sees it.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);
}
