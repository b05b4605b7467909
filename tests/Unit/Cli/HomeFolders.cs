using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class HomeFolders
{
    private static readonly string Top = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "top"));

    [Fact]
    public void The_flag_wins_over_the_variable_and_that_over_the_platform()
    {
        string flag = Path.Combine(Top, "flag");
        string variable = Path.Combine(Top, "variable");
        Assert.Equal(flag, HomeFolder.Find(flag, variable, Top).Root);
        Assert.Equal(variable, HomeFolder.Find(null, variable, Top).Root);
        Assert.Equal(Path.Combine(Top, "dutchbook"), HomeFolder.Find(null, null, Top).Root);
        Assert.Equal(Path.Combine(Top, "dutchbook"), HomeFolder.Find(null, "", Top).Root);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_flag_from_a_variable_that_is_not_set_is_refused(string flag) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandFailure>(() => HomeFolder.Find(flag, Top, Top)).Code);

    [Fact]
    public void A_relative_flag_is_taken_where_it_was_typed() =>
        Assert.Equal(Path.Combine(Directory.GetCurrentDirectory(), "x"), HomeFolder.Find("x", null, "").Root);

    [Fact]
    public void A_relative_variable_is_refused() =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandFailure>(() => HomeFolder.Find(null, "x", Top)).Code);

    [Fact]
    public void Without_any_folder_the_flag_is_asked_for() =>
        Assert.Contains("--home", Assert.Throws<CommandFailure>(() => HomeFolder.Find(null, null, "")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Everything_lies_inside()
    {
        HomeFolder home = HomeFolder.Find(Top, null, "");
        Assert.All(
            [
                home.ConfigFile, home.EnvFile, home.Database, home.HaltFile,
                home.InstanceFile, home.Logs, home.Tapes, home.Proofs,
            ],
            path => Assert.Equal(Top, Path.GetDirectoryName(path)));
    }

    [Fact]
    public void Paths_of_the_configuration_start_here()
    {
        HomeFolder home = HomeFolder.Find(Top, null, "");
        string absolute = Path.Combine(Path.GetTempPath(), "elsewhere.pem");
        Assert.Equal(Path.Combine(Top, "logs", "a.log"), home.Resolve("logs/a.log"));
        Assert.Equal(Path.GetFullPath(absolute), home.Resolve(absolute));
        Assert.Equal(
            Path.GetFullPath(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "k.pem")),
            home.Resolve("~/k.pem"));
    }
}
