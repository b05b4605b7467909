using System.Buffers.Binary;
using Dutchbook.Llm;

namespace Dutchbook.Storage;

internal sealed class SqliteEmbeddingStore(Connection connection) : IEmbeddingStore
{
    private const int Size = sizeof(float);

    public float[]? Find(string key)
    {
        using Statement row = connection.Prepare("SELECT vector FROM embeddings WHERE embedding_key = ?");
        if (!row.AddWhole(key).Step())
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = row.Blob(0);
        float[] vector = new float[bytes.Length / Size];
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * Size)..]);
        }

        return vector;
    }

    public void Keep(string key, string model, float[] vector, DateTimeOffset at) => connection.Write(() =>
    {
        byte[] bytes = new byte[vector.Length * Size];
        for (int i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * Size), vector[i]);
        }

        using Statement write = connection.Prepare(
            "INSERT INTO embeddings (embedding_key, model, vector, at_micros) VALUES (?, ?, ?, ?) ON CONFLICT (embedding_key) DO NOTHING");
        write.AddWhole(key).AddWhole(model).AddBlob(bytes).Add(Times.Micros(at)).Run();
    });
}
