using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class DotEnvFiles
{
    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("A = b ", "b")]
    [InlineData("A=", "")]
    [InlineData("A=#nothing", "")]
    [InlineData("\tA=b", "b")]
    [InlineData("export A=b", "b")]
    [InlineData("export\tA=b", "b")]
    [InlineData("A=b # comment", "b")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A=b=c", "b=c")]
    [InlineData("A='b # c'", "b # c")]
    [InlineData("A='b\\n' # comment", "b\\n")]
    [InlineData("A=\"b\\n\\\"c\\\\\"", "b\n\"c\\")]
    [InlineData("A=\"b\" # comment", "b")]
    [InlineData("A=${HOME}", "${HOME}")]
    [InlineData("# x\n\nA=b\r\n", "b")]
    [InlineData("\uFEFFA=b", "b")]
    public void A_line_gives_a_value(string text, string expected)
    {
        List<ConfigurationError> errors = [];
        DotEnvVariable variable = Assert.Single(DotEnvFile.Parse(text, ".env", errors));
        Assert.Empty(errors);
        Assert.Equal(("A", expected), (variable.Name, variable.Value));
    }

    [Fact]
    public void A_tab_before_a_name_is_no_mistake_here()
    {
        using Trial trial = new();
        Assert.Empty(trial.DotEnv("\tA=b\n").Load().Errors);
    }

    [Theory]
    [InlineData("A=b\njust words\n", 2)]
    [InlineData("=b", 1)]
    [InlineData("1A=b", 1)]
    [InlineData("A-B=c", 1)]
    [InlineData("A='open secret", 1)]
    [InlineData("A=\"closed\" secret", 1)]
    public void A_line_that_is_none_is_named_but_never_quoted(string text, int line)
    {
        List<ConfigurationError> errors = [];
        DotEnvFile.Parse(text, ".env", errors);
        ConfigurationError error = Assert.Single(errors);
        Assert.Equal(line, error.Line);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }
}
