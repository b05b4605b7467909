using Dutchbook.Cli;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class ConfigurationDocuments
{
    [Fact]
    public void The_reference_page_is_what_the_options_say()
    {
        string path = Path.Combine(Repository.Root, "docs", "configuration.md");
        string expected = ConfigurationReference.Markdown();
        if (Environment.GetEnvironmentVariable("DUTCHBOOK_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_key_is_described_and_its_default_and_example_are_allowed()
    {
        Assert.All(SettingCatalog.Settings, setting =>
        {
            Assert.EndsWith(".", setting.Description, StringComparison.Ordinal);
            string written = setting.Default is null ? setting.Example : SettingValue.Write(setting.Default);
            Assert.Null(SettingValue.Read(setting, written, out object? value));
            if (setting.Default is not null)
            {
                Assert.Equal(written, SettingValue.Write(value!));
            }
        });
    }

    [Fact]
    public void The_template_says_nothing_but_the_defaults()
    {
        using Trial plain = new();
        using Trial template = new();
        template.Config(ConfigurationTemplate.ConfigYaml()).DotEnv(ConfigurationTemplate.DotEnv());
        LoadedConfiguration loaded = template.Load();

        Assert.Empty(loaded.Errors);
        Assert.Empty(loaded.Warnings);
        Assert.Equal(
            plain.Load().Values
                .Select(value => (value.Key, value.Value.Replace(plain.Folder, "", StringComparison.Ordinal))),
            loaded.Values
                .Select(value => (value.Key, value.Value.Replace(template.Folder, "", StringComparison.Ordinal))));
    }

    [Fact]
    public void The_template_names_every_key() => Assert.All(SettingCatalog.Settings, setting =>
        Assert.Contains($"{setting.Name}:", ConfigurationTemplate.ConfigYaml(), StringComparison.Ordinal));
}
