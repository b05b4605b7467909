using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Dutchbook.Cli;

/// <summary>What a value must be beyond its type, said with the option's name before anything is started.</summary>
internal static class OptionRules
{
    public static Option<int> AtLeast(this Option<int> option, int least)
    {
        option.Validators.Add(result =>
        {
            // What is no number has its own message.
            foreach (Token token in result.Tokens)
            {
                if (int.TryParse(token.Value, CultureInfo.InvariantCulture, out int value) && value < least)
                {
                    result.AddError($"{option.Name} {value} is not possible: write a number from {least} on.");
                }
            }
        });
        return option;
    }
}
