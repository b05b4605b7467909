using System.Reflection;

namespace Dutchbook.Cli;

/// <summary>A section of config.yaml with its keys, in the order in which they are declared.</summary>
internal sealed class SettingSection
{
    private readonly PropertyInfo property;

    internal SettingSection(PropertyInfo property)
    {
        this.property = property;
        Name = Setting.SnakeCase(property.Name);
        Description = property.PropertyType.GetCustomAttribute<SectionAttribute>()!.Description;
        Retired = [.. property.PropertyType.GetCustomAttributes<RetiredKeyAttribute>()];
        Settings =
        [
            .. property.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(member => (Member: member, Rules: member.GetCustomAttribute<SettingAttribute>()))
                .Where(pair => pair.Rules is not null)
                .Select(pair => new Setting(this, pair.Member, pair.Rules!)),
        ];
    }

    public string Name { get; }

    public string Description { get; }

    public IReadOnlyList<Setting> Settings { get; }

    public IReadOnlyList<RetiredKeyAttribute> Retired { get; }

    public object Get(Configuration configuration) => property.GetValue(configuration)!;
}

/// <summary>Every section and key there is, read once from the option records.</summary>
internal static class SettingCatalog
{
    public static IReadOnlyList<SettingSection> Sections { get; } =
        [.. typeof(Configuration).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => new SettingSection(property))];

    public static IEnumerable<Setting> Settings => Sections.SelectMany(section => section.Settings);

    public static Setting? Find(string key) =>
        Settings.FirstOrDefault(setting => string.Equals(setting.Key, key, StringComparison.Ordinal));
}
