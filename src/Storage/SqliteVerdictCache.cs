using Dutchbook.Llm;

namespace Dutchbook.Storage;

internal sealed class SqliteVerdictCache(Connection connection) : IVerdictCache
{
    public CachedVerdict? Find(string key)
    {
        using Statement row = connection.Prepare(
            "SELECT verdict_key, purpose, model, prompt_version, subject, answer, at_micros FROM llm_verdicts WHERE verdict_key = ?");
        return row.AddWhole(key).Step()
            ? new CachedVerdict
            {
                Key = row.Text(0),
                Purpose = row.Text(1),
                Model = row.Text(2),
                PromptVersion = row.Text(3),
                Subject = row.Text(4),
                Answer = row.IsNull(5) ? null : row.Text(5),
                At = Times.From(row.Integer(6) ?? 0),
            }
            : null;
    }

    public void Keep(CachedVerdict verdict) => connection.Write(() =>
    {
        // The first answer stays: what was decided by it must be found again.
        using Statement write = connection.Prepare(
            "INSERT INTO llm_verdicts (verdict_key, purpose, model, prompt_version, subject, answer, at_micros) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (verdict_key) DO NOTHING");
        write.AddWhole(verdict.Key).AddWhole(verdict.Purpose).AddWhole(verdict.Model).AddWhole(verdict.PromptVersion)
            .Add(verdict.Subject).Add(verdict.Answer ?? "").Add(Times.Micros(verdict.At)).Run();
    });
}
