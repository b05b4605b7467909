namespace Dutchbook.Mapping;

/// <summary>An interval as the rules word it. What surrounds the comparison in the rules is the template of the observable.</summary>
internal readonly ref struct IntervalReading(Cut low, Cut high, ReadOnlySpan<char> rules, int start, int end, string subject)
{
    private readonly ReadOnlySpan<char> _head = rules[..start];
    private readonly ReadOnlySpan<char> _tail = rules[end..];

    /// <summary>Stands in a template where the comparison was.</summary>
    public const string Placeholder = "\u0001";

    public Cut Low { get; } = low;

    public Cut High { get; } = high;

    /// <summary>What the sub-title names where it is not the strike; empty where it is.</summary>
    public string Subject { get; } = subject;

    public string Template() => string.Concat(_head, Placeholder, _tail);

    public bool HasTemplate(string template) =>
        template.Length == _head.Length + Placeholder.Length + _tail.Length
        && template.AsSpan().StartsWith(_head)
        && template.AsSpan().EndsWith(_tail)
        && template.AsSpan(_head.Length, Placeholder.Length).SequenceEqual(Placeholder);
}
