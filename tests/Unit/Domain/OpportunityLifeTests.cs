using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

public sealed class OpportunityLifeTests
{
    /// <summary>Every pair of status and turn; a dash is an impossible step.</summary>
    private const string Table = """
                   Seen       Confirmed  Gone       Started    Filled     Failed
        Detected   Detected   Validated  Expired    -          -          -
        Validated  Detected   Validated  Expired    Executing  -          -
        Executing  Executing  Executing  Executing  -          Filled     Failed
        Filled     Filled     Filled     Filled     -          -          -
        Expired    -          -          -          -          -          -
        Failed     Failed     Failed     Failed     -          -          -
        """;

    [Fact]
    public void Every_step_is_legal_or_refused_as_the_table_says()
    {
        string[][] rows = [.. Table.Split('\n').Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        OpportunityTurn[] turns = [.. rows[0].Select(static word => Enum.Parse<OpportunityTurn>(word))];
        Assert.Equal(Enum.GetValues<OpportunityTurn>(), turns);
        Assert.Equal(Enum.GetNames<OpportunityStatus>(), rows[1..].Select(static row => row[0]));
        foreach (string[] row in rows[1..])
        {
            OpportunityStatus status = Enum.Parse<OpportunityStatus>(row[0]);
            Assert.Equal(row[1..], turns.Select(turn => OpportunityLife.Next(status, turn)?.ToString() ?? "-"));
        }
    }
}
