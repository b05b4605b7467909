using System.Reflection;
using System.Text;

namespace Dutchbook.Cli;

/// <summary>One key of config.yaml: its name, the property it sets and what is allowed.</summary>
internal sealed class Setting
{
    private readonly PropertyInfo property;
    private readonly SettingAttribute rules;

    internal Setting(SettingSection section, PropertyInfo property, SettingAttribute rules)
    {
        this.property = property;
        this.rules = rules;
        Section = section;
        Name = SnakeCase(property.Name);
        Nullable = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        Default = property.GetValue(Activator.CreateInstance(property.DeclaringType!));
    }

    public SettingSection Section { get; }

    /// <summary>The name inside its section, such as `dry_run`.</summary>
    public string Name { get; }

    /// <summary>The whole name, such as `trading.dry_run`.</summary>
    public string Key => $"{Section.Name}.{Name}";

    /// <summary>The environment variable that sets it.</summary>
    public string Variable => $"{ConfigurationLoader.VariablePrefix}{Section.Name}__{Name}".ToUpperInvariant();

    public Type Type => property.PropertyType;

    /// <summary>Having no value is an ordinary state, shown as "not set".</summary>
    public bool Nullable { get; }

    public object? Default { get; }

    public string Description => rules.Description;

    public string? Min => rules.Min;

    public string? Max => rules.Max;

    public bool Positive => rules.Positive;

    public string? Unit => rules.Unit;

    public bool Secret => rules.Secret;

    public bool IsPath => rules.IsPath;

    public string Example => rules.Example ?? (Default is null ? "" : SettingValue.Write(Default));

    public object? Get(Configuration configuration) => property.GetValue(Section.Get(configuration));

    public void Set(Configuration configuration, object? value) => property.SetValue(Section.Get(configuration), value);

    /// <summary>The value as a person may see it: secrets only as set or not set.</summary>
    public string Show(Configuration configuration) => (Get(configuration), Secret) switch
    {
        (null, _) => "not set",
        (_, true) => "set (hidden)",
        ({ } value, false) => SettingValue.Write(value),
    };

    internal static string SnakeCase(string name)
    {
        StringBuilder text = new();
        foreach (char letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
