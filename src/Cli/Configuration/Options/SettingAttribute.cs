namespace Dutchbook.Cli;

/// <summary>
/// What a person needs to know about one key of config.yaml. The binder checks values by it, and the template that
/// `init` writes and docs/configuration.md are generated from it, so that the three cannot disagree.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    /// <summary>The smallest value allowed, as it would be written in the file.</summary>
    public string? Min { get; init; }

    /// <summary>The largest value allowed, as it would be written in the file.</summary>
    public string? Max { get; init; }

    /// <summary>Zero itself is refused; for amounts where nothing at all makes no sense.</summary>
    public bool Positive { get; init; }

    public string? Unit { get; init; }

    /// <summary>A value as it would be written; without one the default is the example.</summary>
    public string? Example { get; init; }

    /// <summary>Never shown: only whether it is set.</summary>
    public bool Secret { get; init; }

    /// <summary>A path; a relative one is taken from the home folder.</summary>
    public bool IsPath { get; init; }
}

/// <summary>A key that older files have and that no longer does anything: a warning, never an error.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class RetiredKeyAttribute(string key, string message, string replacement) : Attribute
{
    public string Key { get; } = key;

    public string Message { get; } = message;

    public string Replacement { get; } = replacement;
}

/// <summary>What a section of config.yaml is about.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SectionAttribute(string description) : Attribute
{
    public string Description { get; } = description;
}
