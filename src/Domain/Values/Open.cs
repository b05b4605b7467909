namespace Dutchbook.Domain;

/// <summary>
/// A word from the venue's vocabulary that may grow without notice: the member we know, or the enum's default with the
/// word itself kept. (A new <c>fee_type</c> once broke a client for the whole series list.)
/// </summary>
public readonly record struct Open<TEnum>
    where TEnum : struct, Enum
{
    private readonly string? _text;

    public Open(TEnum value, string text) => (Value, _text) = (value, text);

    public TEnum Value { get; }

    /// <summary>The venue's own word; empty when the field was absent.</summary>
    public string Text => _text ?? "";

    public override string ToString() => Text.Length == 0 ? "(absent)" : Text;
}
