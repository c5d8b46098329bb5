/** The shape of a list that is to come, with a word. */
export function Loading({ text }: { text: string }) {
  return (
    <div className="loading">
      <p role="status">{text}</p>
      <div className="shapes" aria-hidden="true">
        <span className="title-shape" />
        {[1, 2, 3, 4, 5, 6].map((each) => (
          <span key={each} />
        ))}
      </div>
    </div>
  );
}
